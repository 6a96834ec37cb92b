import type { z } from 'zod';
import type { AtEnd, Database, Tx } from '../database/index.ts';
import { inSpace, readInSpace } from '../database/index.ts';
import { claimIdempotencyKey, keepAnswer } from '../database/idempotency-queries.ts';
import { writeAudit, type AuditEntry } from '../database/audit-queries.ts';
import { DomainError, notFound } from '../errors/index.ts';
import type { Clock } from '../clock/index.ts';
import type { Enqueue, JobRequest } from '../jobs/index.ts';
import type { Secrets } from '../secrets/index.ts';
import { permits, type Actor, type Caller, type Permission } from './actor.ts';

/** What a command runs with: one connection, one space, one instant. */
export interface Context {
  tx: Tx;
  spaceId: string;
  actor: Actor;
  now: Date;
  secrets: Secrets;
  /** Queues a job on this transaction's own connection: it exists if and only if the change does. */
  enqueue(job: JobRequest): Promise<void>;
  /** Sent already, its answer needed before the commit and no sooner. */
  atEnd: AtEnd;
  /** Tells whoever registered for it in app.ts, within this transaction. */
  emit(event: DomainEvent): Promise<void>;
}

/** What one feature lets others react to, within the same transaction. */
export type DomainEvent =
  | { type: 'users_promoted'; userIds: string[] }
  /** These Users are Invited and are to get a fresh link. */
  | { type: 'invitations_due'; userIds: string[] }
  /** Times of day mean other instants from now on. */
  | { type: 'time_zone_changed' }
  /** Few seats are left and Admins were not told, or there are enough again. */
  | { type: 'low_seats_changed' }
  | { type: 'mails_settled'; mails: SettledMail[] };

/** A mail that reached its end: sent (or kept to be read here), or refused by the server. */
export interface SettledMail {
  id: string;
  kind: string;
  userId: string | null;
  data: Record<string, unknown>;
  state: 'sent' | 'refused';
}

export type EventHandlers = {
  [T in DomainEvent['type']]?: ((ctx: Context, event: Extract<DomainEvent, { type: T }>) => Promise<void>)[];
};

/** Everything commands and queries need of the platform. Made once, in main.ts. */
export interface Platform {
  database: Database;
  /**
   * A few connections of their own, for what is told or read beside a transaction that goes on meanwhile:
   * whoever holds a connection never waits for another of the same pool.
   */
  beside: Database;
  clock: Clock;
  secrets: Secrets;
  enqueue: Enqueue;
  /** Called after the commit of each change, to wake live pages. */
  changed(spaceId: string): void;
  handlers: EventHandlers;
}

export interface Outcome<O> {
  result: O;
  /** The audit rows of the change; none only where nothing changed. */
  audit: AuditEntry[];
}

export interface Command<S extends z.ZodType, O> {
  name: string;
  permission: Permission;
  /** The result holds a secret: it is kept nowhere, so an Idempotency-Key does not give it again. */
  secretResult?: boolean | undefined;
  input: S;
  run(ctx: Context, input: z.output<S>): Promise<Outcome<O>>;
  /** Runs as a part of another command, in its transaction and as its actor. */
  within(ctx: Context, input: z.input<S>): Promise<O>;
}

/**
 * Declares a write. `run` gets parsed input, an authorised actor and an open transaction, and
 * returns the result with the audit rows, which are written before the commit.
 */
export function command<S extends z.ZodType, O>(definition: {
  name: string;
  permission: Permission;
  secretResult?: boolean;
  input: S;
  run(ctx: Context, input: z.output<S>): Promise<Outcome<O>>;
}): Command<S, O> {
  return {
    ...definition,
    async within(ctx, input) {
      const parsed = parse(definition.input, input);
      if (!permits(ctx.actor, definition.permission)) throw forbidden();
      const { result, audit } = await definition.run(ctx, parsed);
      ctx.atEnd(writeAudit(ctx, audit));
      return result;
    },
  };
}

export interface Request {
  spaceId: string;
  caller: Caller;
  /** Present where the caller sent an Idempotency-Key: `body` is what must be the same again. */
  idempotency?: { key: string; operation: string; body: unknown } | undefined;
}

/**
 * Runs a command in a transaction of its own. With an idempotency key the first answer is kept in
 * that transaction and given again, also to those who ask meanwhile.
 * @throws DomainError `not_found` where the caller is nobody in the space, `forbidden`,
 *   `invalid_request`, `idempotency_key_reused`, and what the command refuses with.
 */
export async function execute<S extends z.ZodType, O>(
  platform: Platform,
  request: Request,
  cmd: Command<S, O>,
  input: z.input<S>,
): Promise<O> {
  const { spaceId, caller, idempotency } = request;
  const result = await inSpace(platform.database, spaceId, async (tx, atEnd) => {
    const ctx = await openContext(platform, { tx, atEnd }, spaceId, caller);
    if (!idempotency || cmd.secretResult) return cmd.within(ctx, input);
    if (!permits(ctx.actor, cmd.permission)) throw forbidden();
    const claim = { ...idempotency, caller: caller.key };
    const kept = await claimIdempotencyKey(ctx, claim);
    if (kept) return kept.response as O;
    const answer = await cmd.within(ctx, input);
    ctx.atEnd(keepAnswer(ctx, claim, answer));
    return answer;
  });
  platform.changed(spaceId);
  return result;
}

/** Reads for an authorised actor, all from one snapshot. */
export async function query<T>(
  platform: Platform,
  request: { spaceId: string; caller: Caller; permission: Permission },
  read: (ctx: Context) => Promise<T>,
): Promise<T> {
  return readInSpace(platform.database, request.spaceId, async (tx, atEnd) => {
    const ctx = await openContext(platform, { tx, atEnd }, request.spaceId, request.caller);
    if (!permits(ctx.actor, request.permission)) throw forbidden();
    return read(ctx);
  });
}

async function openContext(
  platform: Platform,
  { tx, atEnd }: { tx: Tx; atEnd: AtEnd },
  spaceId: string,
  caller: Caller,
): Promise<Context> {
  const now = platform.clock.now();
  const actor = await caller.identify(tx, spaceId, now);
  if (!actor) throw notFound();
  const ctx: Context = {
    tx,
    spaceId,
    actor,
    now,
    secrets: platform.secrets,
    atEnd,
    enqueue: (job) => platform.enqueue(tx, job),
    async emit(event) {
      const handlers = (platform.handlers[event.type] ?? []) as ((
        ctx: Context,
        event: DomainEvent,
      ) => Promise<void>)[];
      for (const handle of handlers) await handle(ctx, event);
    },
  };
  return ctx;
}

function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid_request', 'Something in this request is not as it has to be.', {
    issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  });
}

const forbidden = () => new DomainError('forbidden', 'Your role does not allow this.');

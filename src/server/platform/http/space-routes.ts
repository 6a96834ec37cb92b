import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  execute,
  query,
  type Caller,
  type Command,
  type Context,
  type Permission,
  type Platform,
} from '../command/index.ts';
import { findSpaceId } from '../database/space-queries.ts';
import { DomainError, notFound, statusOfCode, type ErrorCode } from '../errors/index.ts';
import { Problem } from './problem.ts';

export const SpaceParams = z.object({
  slug: z.string().max(63).describe('Short name of the space in addresses'),
});
export const spaceUrl = (path: string): string => `/api/v1/spaces/:slug${path}`;

const IdempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('Same key and body within 48 hours: the same answer, done once'),
});

/** Schema of an operation within a space: answers and the problems it may give, by their codes. */
export function operation<R extends z.ZodType, B extends z.ZodType = z.ZodUndefined>(definition: {
  id: string;
  summary: string;
  tag: string;
  answers: Record<number, R>;
  problems?: ErrorCode[];
  idempotent?: boolean;
  description?: string;
  body?: B;
}) {
  const codes: ErrorCode[] = [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'not_found',
    'rate_limited',
    ...(definition.problems ?? []),
  ];
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes))
    byStatus.set(statusOfCode[code], [...(byStatus.get(statusOfCode[code]) ?? []), code]);
  const problems = [...byStatus].map(
    ([status, list]) => [status, Problem.describe(list.join(', '))] as const,
  );
  return {
    operationId: definition.id,
    summary: definition.summary,
    ...(definition.description !== undefined && { description: definition.description }),
    tags: [definition.tag],
    ...(definition.idempotent && { headers: IdempotencyHeaders }),
    response: { ...Object.fromEntries(problems), ...definition.answers } as Record<number, R>,
  };
}

/** Finds the space of a request's address and who asks. A space one is not in looks like none. */
export async function locate(
  platform: Platform,
  request: FastifyRequest,
): Promise<{ spaceId: string; caller: Caller }> {
  if (!request.caller) throw new DomainError('unauthenticated', 'Sign in, or send an API key.');
  // Before the space is looked for, so that its token learns nothing of those there are.
  if (request.caller.scimOnly) {
    throw new DomainError('forbidden', 'A SCIM token is good at /scim/v2 alone. Use an API key here.');
  }
  const { slug } = request.params as { slug: string };
  const spaceId = await findSpaceId(platform.database, slug);
  if (!spaceId) throw notFound();
  return { spaceId, caller: notScim(request.caller) };
}

/** An identity provider speaks SCIM and nothing else, whatever its commands may do for it there. */
const notScim = (caller: Caller): Caller => ({
  ...caller,
  async identify(tx, id, now) {
    const actor = await caller.identify(tx, id, now);
    if (actor?.kind !== 'scim') return actor;
    throw new DomainError('forbidden', 'A SCIM token is for /scim/v2 alone. Make a key for the API.');
  },
});

/** Runs a command for an HTTP request, honouring its Idempotency-Key. */
export async function runCommand<S extends z.ZodType, O>(
  platform: Platform,
  request: FastifyRequest,
  cmd: Command<S, O>,
  input: z.input<S>,
): Promise<O> {
  const where = await locate(platform, request);
  const key = request.headers['idempotency-key'];
  const idempotency =
    typeof key === 'string' && request.method === 'POST'
      ? { key, operation: `${cmd.name} ${request.url.split('?')[0] ?? ''}`, body: request.body ?? null }
      : undefined;
  return execute(platform, { ...where, idempotency }, cmd, input);
}

/** Reads for an HTTP request, in one snapshot. */
export async function runQuery<T>(
  platform: Platform,
  request: FastifyRequest,
  permission: Permission,
  read: (ctx: Context) => Promise<T>,
): Promise<T> {
  return query(platform, { ...(await locate(platform, request)), permission }, read);
}

import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { summariseMovement } from './ledger-rules.ts';
import type { LedgerEntry, LedgerPage, LedgerQuery } from './schemas.ts';
import type { SeatPool } from './seat-rules.ts';

type Reading = Pick<Context, 'tx' | 'spaceId' | 'now'>;
type Row = Omit<LedgerEntry, 'at' | 'summary' | 'actor' | 'reason'> & {
  at: Date;
  reason: Parameters<typeof summariseMovement>[0]['reason'];
  actorKind: string;
  actorId: string | null;
  actorName: string | null;
};

const unnamed: Record<string, string> = {
  user: 'A former User',
  apiKey: 'An API key',
  scim: 'SCIM',
  employeeSync: 'Employee data',
  operator: 'The operator',
  invitee: 'The person themself',
};

/** The ledger up to an instant, page by page, and the pool's balance then. */
export async function listLedger(ctx: Reading, query: LedgerQuery): Promise<LedgerPage> {
  const until = await instantOf(ctx, query.at);
  const balance = await balanceAt(ctx, until);
  const descending = query.order === 'desc';
  // Numbers and times run the same way, so that one index answers both.
  const after =
    query.cursor === undefined ? sql`` : sql`and l.number ${descending ? sql`<` : sql`>`} ${query.cursor}`;
  const { rows } = await sql<Row>`
    select l.number, l.at, l.movement, l.reason, l.order_id as "orderId",
      l.total_delta as "totalDelta", l.invited_delta as "invitedDelta", l.active_delta as "activeDelta",
      l.waiting_delta as "waitingDelta", l.deactivated_delta as "deactivatedDelta",
      l.total, l.taken, l.total - l.taken as available, l.invited, l.active, l.waiting, l.deactivated,
      l.actor_kind as "actorKind", l.actor_id as "actorId",
      coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.email, k.name) as "actorName"
    from (
      select * from seat_ledger l
      where l.space_id = ${ctx.spaceId} and l.number <= ${balance.number} ${after}
      order by l.number ${descending ? sql`desc` : sql`asc`} limit ${query.limit + 1}
    ) l
    left join users u on u.space_id = ${ctx.spaceId}
      and u.id = case when l.actor_kind in ('user', 'invitee') then l.actor_id::uuid end
    left join api_keys k on k.space_id = ${ctx.spaceId}
      and k.id = case when l.actor_kind in ('apiKey', 'scim') then l.actor_id::uuid end
    order by l.number ${descending ? sql`desc` : sql`asc`}`.execute(ctx.tx);
  const items = rows.slice(0, query.limit).map(entryOf);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > query.limit && last ? String(last.number) : null, balance };
}

function entryOf({ actorKind, actorId, actorName, ...row }: Row): LedgerEntry {
  const name = actorName ?? unnamed[actorKind] ?? 'Usher';
  return {
    ...row,
    at: row.at.toISOString(),
    summary: summariseMovement(row),
    actor: { kind: actorKind, id: actorId, name },
  };
}

/** A day lasts until its end in the space's zone. */
async function instantOf(ctx: Reading, at: string | undefined): Promise<Date | undefined> {
  if (at === undefined) return undefined;
  if (at.includes('T')) return new Date(at);
  const { rows } = await sql<{ end: Date }>`
    select ((${at}::date + 1)::timestamp at time zone time_zone) - interval '1 millisecond' as end
    from space_settings where space_id = ${ctx.spaceId}`.execute(ctx.tx);
  return rows[0]?.end;
}

const nothing = { number: 0, total: 0, taken: 0, invited: 0, active: 0, waiting: 0, deactivated: 0 };

/** @param until undefined: as it is, also by a clock a little ahead of ours. */
async function balanceAt(ctx: Reading, until: Date | undefined): Promise<LedgerPage['balance']> {
  const { rows } = await sql<Omit<SeatPool, 'ledger_number'> & { number: number }>`
    select number, total, taken, invited, active, waiting, deactivated from seat_ledger
    where ${lastUntil(ctx.spaceId, sql`${until ?? 'infinity'}::timestamptz`)}`.execute(ctx.tx);
  const balance = rows[0] ?? nothing;
  const at = until !== undefined && until < ctx.now ? until : ctx.now;
  return { at: at.toISOString(), ...balance, available: balance.total - balance.taken };
}

/** The ledger's last row until an instant, by the index on time. */
export const lastUntil = (spaceId: string, at: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  space_id = ${spaceId} and at <= ${at} order by at desc, number desc limit 1`;

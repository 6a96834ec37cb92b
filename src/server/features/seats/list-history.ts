import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { lastUntil } from './list-ledger.ts';
import type { SeatHistory } from './schemas.ts';

const steps = 120;
const day = 24 * 3600 * 1000;

/**
 * The pool over time, from the ledger: balances at even distances, one look into its index for each,
 * however many movements lie between.
 */
export async function listHistory(
  ctx: Pick<Context, 'tx' | 'spaceId' | 'now'>,
  days: number | undefined,
): Promise<SeatHistory> {
  const since = days === undefined ? null : new Date(ctx.now.getTime() - days * day);
  const { rows } = await sql<{ at: Date; total: number; taken: number; waiting: number }>`
    with span as (
      select greatest(min(at), ${since}::timestamptz) as start from seat_ledger where space_id = ${ctx.spaceId}
    )
    select p.at, l.total, l.taken, l.waiting
    from span
    cross join lateral (
      select span.start + (${ctx.now}::timestamptz - span.start) * (i::float8 / ${steps}) as at
      from generate_series(0, ${steps}) i
    ) p
    cross join lateral (
      select total, taken, waiting from seat_ledger where ${lastUntil(ctx.spaceId, sql`p.at`)}
    ) l
    order by p.at`.execute(ctx.tx);
  return { points: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}

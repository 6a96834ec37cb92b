import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { readPool } from '../seats/index.ts';
import type { SeatForecast } from './guard-rules.ts';
import { readToday, type Run, type RunSummary } from './run-queries.ts';

/** What a run that was applied has done in fact: others may have taken or freed seats since its plan. */
export async function readOutcome(
  ctx: Context,
  run: Pick<Run, 'id' | 'sourceId' | 'seats' | 'applyStartedAt'>,
): Promise<Required<Pick<RunSummary, 'done' | 'scheduled'>> & { seats: SeatForecast | null }> {
  const today = await readToday(ctx);
  const { rows } = await sql<{
    outcome: string;
    done: number;
    freed: number;
    seated: number;
    short: number;
    later: number;
    from: string | null;
  }>`
    select p.outcome, count(*) filter (where p.result <> 'skipped')::int as done,
      count(*) filter (where p.result in ('deactivated', 'removed') and p.before ->> 'status' <> 'waiting')::int as freed,
      count(*) filter (where p.result in ('invited', 'active') or u.status in ('invited', 'active'))::int as seated,
      count(*) filter (where u.status = 'waiting' and (u.eligible_on is null or u.eligible_on <= ${today}::date))::int as short,
      count(*) filter (where u.eligible_on > ${today}::date)::int as later,
      min(u.eligible_on) filter (where u.eligible_on > ${today}::date)::text as "from"
    from sync_plan p
    left join users u on p.result = 'waiting' and u.space_id = ${ctx.spaceId} and u.id = p.user_id
    where p.space_id = ${ctx.spaceId} and p.run_id = ${run.id} and p.step is not null
    group by p.outcome`.execute(ctx.tx);
  const sum = (figure: 'freed' | 'seated' | 'short' | 'later') =>
    rows.reduce((all, row) => all + row[figure], 0);
  const pool = await readPool(ctx);
  const days = rows.flatMap(({ from }) => from ?? []).sort();
  return {
    done: Object.fromEntries(rows.map(({ outcome, done }) => [outcome, done])),
    scheduled: { count: sum('later'), from: days[0] ?? null },
    seats: run.seats && {
      ...run.seats,
      total: pool.total,
      takenAfter: pool.taken,
      waitingAfter: pool.waiting,
      freed: sum('freed'),
      toQueue: await countPromoted(ctx, run),
      toComers: sum('seated'),
      short: sum('short'),
    },
  };
}

/** To how many who waited this run's transactions have given a seat. */
async function countPromoted(
  ctx: Context,
  { sourceId, applyStartedAt }: Pick<Run, 'sourceId' | 'applyStartedAt'>,
): Promise<number> {
  const { rows } = await sql<{ promoted: number }>`
    select coalesce(-sum(waiting_delta), 0)::int as promoted from seat_ledger
    where space_id = ${ctx.spaceId} and at >= ${applyStartedAt} and reason = 'waiting_promoted'
      and actor_kind = 'employeeSync' and actor_id = ${sourceId}`.execute(ctx.tx);
  return rows[0]?.promoted ?? 0;
}

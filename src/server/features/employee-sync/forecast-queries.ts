import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { readPool } from '../seats/index.ts';
import { forecastSeats, type SeatForecast } from './guard-rules.ts';
import { countSeatNeeds } from './plan-queries.ts';
import { readToday, type Run } from './run-queries.ts';

export interface Forecast {
  /** As the pool stands now: seats may have been added or taken since the plan was made. */
  seats: SeatForecast;
  invitations: number;
  /** How many more would do for who comes and for who waits before them. */
  seatsMissing: number;
}

/** Who needs a seat by the plan from today, in the order in which they get one. */
const comers = (ctx: Context, runId: string, today: string) => sql`
  select p.number, p.outcome, p.user_id from sync_plan p
  where p.space_id = ${ctx.spaceId} and p.run_id = ${runId} and p.outcome in ('joiner', 'returner')
    and coalesce(p.data ->> 'startDate', '') <= ${today}`;

/** What applying a run would do by now, while it waits for a person; nothing of any other. */
export async function readForecast(ctx: Context, run: Run): Promise<Forecast | null> {
  if (run.seats === null || (run.state !== 'held' && run.state !== 'rehearsed')) return null;
  const today = await readToday(ctx);
  const needs = await countSeatNeeds(ctx, run.id, today);
  const seats = forecastSeats(await readPool(ctx), needs);
  const queue = Math.max(0, needs.eligible - needs.leavingQueue);
  return {
    seats,
    invitations: await countInvitations(ctx, run.id, today, seats),
    seatsMissing: seats.short + queue - seats.toQueue,
  };
}

/** Who gets a seat and has never signed in, of the queue and of who comes; and Invited Users with a new address. */
async function countInvitations(
  ctx: Context,
  runId: string,
  today: string,
  { toQueue, toComers }: SeatForecast,
): Promise<number> {
  const { rows } = await sql<{ invitations: number }>`
    with queue as (
      select u.joined_at from users u
      where u.space_id = ${ctx.spaceId} and u.status = 'waiting' and (u.eligible_on is null or u.eligible_on <= ${today}::date)
        and not exists (select from sync_plan p where p.space_id = ${ctx.spaceId} and p.run_id = ${runId}
          and p.user_id = u.id and p.step = 1)
      order by u.waiting_since, u.waiting_order, u.id limit ${toQueue}
    ), seated as (
      select u.joined_at from (${comers(ctx, runId, today)} order by p.number limit ${toComers}) c
      left join users u on u.space_id = ${ctx.spaceId} and u.id = c.user_id
    ), readdressed as (
      select 1 from sync_plan p join users u on u.space_id = ${ctx.spaceId} and u.id = p.user_id
      where p.space_id = ${ctx.spaceId} and p.run_id = ${runId} and p.step = 2 and u.status = 'invited'
        and p.data ->> 'email' <> u.email and (p.outcome = 'change' or u.role = 'member')
    )
    select ((select count(*) from queue where joined_at is null) + (select count(*) from seated where joined_at is null)
      + (select count(*) from readdressed))::int as invitations`.execute(ctx.tx);
  return rows[0]?.invitations ?? 0;
}

/**
 * Whom the plan leaves without a seat, while it waits for a person.
 * @returns the number in the plan from which on who would start by that day waits; null where nobody does.
 */
export async function findUnseated(ctx: Context, run: Run): Promise<{ from: number; today: string } | null> {
  if (run.seats === null || (run.state !== 'held' && run.state !== 'rehearsed')) return null;
  const today = await readToday(ctx);
  const { toComers, short } = forecastSeats(await readPool(ctx), await countSeatNeeds(ctx, run.id, today));
  if (short === 0) return null;
  const { rows } = await sql<{ number: number }>`
    ${comers(ctx, run.id, today)} order by p.number offset ${toComers} limit 1`.execute(ctx.tx);
  return rows[0] === undefined ? null : { from: rows[0].number, today };
}

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { readPool } from '../seats/index.ts';
import { forecastSeats, type SeatForecast } from './guard-rules.ts';
import { countEligible, countSeatNeeds, type SeatNeeds } from './plan-queries.ts';
import { readToday, type Run } from './run-queries.ts';

export interface Forecast {
  /** As the pool stands now: seats may have been added or taken since the plan was made. */
  seats: SeatForecast;
  invitations: number;
  /** How many more would do for who comes and for who waits before them. */
  seatsMissing: number;
}

interface Outlook {
  today: string;
  needs: SeatNeeds;
  queue: number;
  seats: SeatForecast;
}

/** What a run that waits for a person asks of the seats as they stand now; nothing of any other. */
async function readOutlook(ctx: Context, run: Run): Promise<Outlook | null> {
  if (run.seats === null || (run.state !== 'held' && run.state !== 'rehearsed')) return null;
  const today = await readToday(ctx);
  const { needs: planned } = run.summary;
  const holds = planned && (planned.firstLater === null || planned.firstLater > today);
  const needs = holds ? planned : await countSeatNeeds(ctx, run.id, today);
  const eligible = await countEligible(ctx, today);
  const seats = forecastSeats(await readPool(ctx), { ...needs, eligible });
  return { today, needs, queue: Math.max(0, eligible - needs.leavingQueue), seats };
}

/**
 * The number in the plan from which on who would start by today finds no seat. Who comes stands last of all that is
 * done, a file's people by the day they start: so it is reckoned, and sought in an undo alone that has days ahead.
 */
async function firstUnseated(ctx: Context, run: Run, { today, needs, seats }: Outlook): Promise<number> {
  if (run.kind === 'sync' || needs.comingLater === 0)
    return run.stepsTotal - needs.comingNow - needs.comingLater + seats.toComers + 1;
  const { rows } = await sql<{ number: number }>`
    select p.number from sync_plan p
    where p.space_id = ${ctx.spaceId} and p.run_id = ${run.id} and p.outcome in ('joiner', 'returner')
      and coalesce(p.data ->> 'startDate', '') <= ${today}
    order by p.number offset ${seats.toComers} limit 1`.execute(ctx.tx);
  return rows[0]?.number ?? run.stepsTotal + 1;
}

/** What applying a run would do by now, while it waits for a person; nothing of any other. */
export async function readForecast(ctx: Context, run: Run): Promise<Forecast | null> {
  const outlook = await readOutlook(ctx, run);
  if (outlook === null) return null;
  const { seats, queue } = outlook;
  return {
    seats,
    invitations: await countInvitations(ctx, run, outlook),
    seatsMissing: seats.short + queue - seats.toQueue,
  };
}

/** Who gets a seat and has never signed in, of the queue and of who comes; and Invited Users with a new address. */
async function countInvitations(ctx: Context, run: Run, outlook: Outlook): Promise<number> {
  const { today, seats } = outlook;
  const from = await firstUnseated(ctx, run, outlook);
  const { rows } = await sql<{ queue: number; claimed: number; readdressed: number }>`
    with queue as (
      select u.joined_at from users u
      where u.space_id = ${ctx.spaceId} and u.status = 'waiting' and (u.eligible_on is null or u.eligible_on <= ${today}::date)
        and not exists (select from sync_plan p where p.space_id = ${ctx.spaceId} and p.run_id = ${run.id}
          and p.user_id = u.id and p.step = 1)
      order by u.waiting_since, u.waiting_order, u.id limit ${seats.toQueue}
    ), claimed as (
      select 1 from sync_plan p join users u on u.space_id = ${ctx.spaceId} and u.id = p.user_id
      where p.space_id = ${ctx.spaceId} and p.run_id = ${run.id} and p.outcome = 'returner' and p.number < ${from}
        and coalesce(p.data ->> 'startDate', '') <= ${today} and u.joined_at is not null
    ), readdressed as (
      select 1 from sync_plan p join users u on u.space_id = ${ctx.spaceId} and u.id = p.user_id
      where p.space_id = ${ctx.spaceId} and p.run_id = ${run.id} and p.outcome in ('change', 'link') and u.status = 'invited'
        and p.data ->> 'email' <> u.email and (p.outcome = 'change' or u.role = 'member')
    )
    select (select count(*) from queue where joined_at is null)::int as queue,
      (select count(*) from claimed)::int as claimed, (select count(*) from readdressed)::int as readdressed`.execute(
    ctx.tx,
  );
  const { queue, claimed, readdressed } = rows[0] ?? { queue: 0, claimed: 0, readdressed: 0 };
  return queue + seats.toComers - claimed + readdressed;
}

/**
 * Whom the plan leaves without a seat, while it waits for a person.
 * @returns the number in the plan from which on who would start by that day waits; null where nobody does.
 */
export async function findUnseated(ctx: Context, run: Run): Promise<{ from: number; today: string } | null> {
  const outlook = await readOutlook(ctx, run);
  if (outlook === null || outlook.seats.short === 0) return null;
  return { from: await firstUnseated(ctx, run, outlook), today: outlook.today };
}

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Movement, SeatPool } from './seat-rules.ts';

const columns = sql`total, taken, invited, active, waiting, deactivated, ledger_number`;

/** Locks the pool's row until the transaction ends: the first lock of every change of seats. */
export async function lockPool(ctx: Context): Promise<SeatPool> {
  const { rows } = await sql<SeatPool>`
    select ${columns} from seat_pools where space_id = ${ctx.spaceId} for update`.execute(ctx.tx);
  const pool = rows[0];
  if (!pool) throw new Error('a space without a seat pool');
  return pool;
}

export async function readPool(ctx: Pick<Context, 'tx' | 'spaceId'>): Promise<SeatPool> {
  const { rows } = await sql<SeatPool>`
    select ${columns} from seat_pools where space_id = ${ctx.spaceId}`.execute(ctx.tx);
  const pool = rows[0];
  if (!pool) throw new Error('a space without a seat pool');
  return pool;
}

/** The pool of a space that is being made, with its first grant to follow. */
export async function insertPool(ctx: Context): Promise<void> {
  await sql`
    insert into seat_pools (space_id, total, taken, invited, active, waiting, deactivated, ledger_number, updated_at)
    values (${ctx.spaceId}, 0, 0, 0, 0, 0, 0, 0, ${ctx.now})`.execute(ctx.tx);
}

/** Whether few seats are left: fewer than the space has set, or too few for all who wait or are to start. */
const runsLow = sql<boolean>`(total - taken < greatest(s.low_seats_threshold, waiting))`;

export interface MovedPool extends SeatPool {
  /** Few seats are left and Admins were not told, or there are enough again. */
  low_changed: boolean;
}

/**
 * The one statement that moves a pool: a conditional UPDATE with its ledger row beside it. Nothing
 * moves, and undefined comes back, where the movement would take more than there is. The ledger's
 * times never run backwards, so that its numbers and its times have one order.
 */
export async function movePool(ctx: Context, movement: Movement): Promise<MovedPool | undefined> {
  const {
    kind,
    reason,
    orderId = null,
    total = 0,
    invited = 0,
    active = 0,
    waiting = 0,
    deactivated = 0,
  } = movement;
  const taken = invited + active;
  const { rows } = await sql<MovedPool>`
    with moved as (
      update seat_pools
      set total = total + ${total}::int, taken = taken + ${taken}::int,
          invited = invited + ${invited}::int, active = active + ${active}::int,
          waiting = waiting + ${waiting}::int, deactivated = deactivated + ${deactivated}::int,
          ledger_number = ledger_number + 1, updated_at = greatest(updated_at, ${ctx.now}::timestamptz)
      where space_id = ${ctx.spaceId} and taken + ${taken}::int <= total + ${total}::int
      returning ${columns}, updated_at
    ), written as (
      insert into seat_ledger (
        space_id, number, at, movement, reason, actor_kind, actor_id, order_id,
        total_delta, invited_delta, active_delta, waiting_delta, deactivated_delta,
        total, taken, invited, active, waiting, deactivated)
      select ${ctx.spaceId}::uuid, ledger_number, updated_at, ${kind}, ${reason},
        ${ctx.actor.kind}, ${ctx.actor.id}, ${orderId}::uuid,
        ${total}::int, ${invited}::int, ${active}::int, ${waiting}::int, ${deactivated}::int,
        total, taken, invited, active, waiting, deactivated
      from moved
    )
    select moved.total, taken, invited, active, waiting, deactivated, ledger_number,
      coalesce(s.low_seats_mailed <> ${runsLow}, false) as low_changed
    from moved left join space_settings s on s.space_id = ${ctx.spaceId}`.execute(ctx.tx);
  return rows[0];
}

/** Gives up to `seats` free seats to the first who wait, in one statement; those who claimed before become Active. */
export async function promoteWaiting(
  ctx: Context,
  seats: number,
): Promise<{ id: string; status: 'invited' | 'active' }[]> {
  const { rows } = await sql<{ id: string; status: 'invited' | 'active' }>`
    with next as (
      select id from users
      where space_id = ${ctx.spaceId} and status = 'waiting'
        and (eligible_on is null or eligible_on <= (
          select (${ctx.now}::timestamptz at time zone s.time_zone)::date
          from space_settings s where s.space_id = ${ctx.spaceId}))
      order by waiting_since, waiting_order, id
      limit ${seats}
    )
    update users u
    set status = case when joined_at is null then 'invited' else 'active' end,
        invited_at = case when joined_at is null then ${ctx.now}::timestamptz else invited_at end,
        waiting_since = null, waiting_order = null, eligible_on = null, updated_at = ${ctx.now}
    from next
    where u.space_id = ${ctx.spaceId} and u.id = next.id
    returning u.id, u.status`.execute(ctx.tx);
  return rows;
}

/** Notes whether Admins have been told that few seats are left. @returns whether that has changed, and to what. */
export async function noteLowSeats(
  ctx: Context,
): Promise<{ changed: boolean; low: boolean; threshold: number }> {
  const { rows } = await sql<{ changed: boolean; low: boolean; threshold: number }>`
    with judged as (
      select s.low_seats_mailed, s.low_seats_threshold, ${runsLow} as low
      from seat_pools p join space_settings s on s.space_id = ${ctx.spaceId}
      where p.space_id = ${ctx.spaceId}
    ), noted as (
      update space_settings s set low_seats_mailed = j.low from judged j
      where s.space_id = ${ctx.spaceId} and j.low <> j.low_seats_mailed
    )
    select low <> low_seats_mailed as changed, low, low_seats_threshold as threshold from judged`.execute(
    ctx.tx,
  );
  const noted = rows[0];
  if (!noted) throw new Error('a space without settings');
  return noted;
}

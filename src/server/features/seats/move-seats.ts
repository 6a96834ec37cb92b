import type { Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { lockPool, movePool, promoteWaiting, readPool } from './pool-queries.ts';
import { available, type Deltas, type SeatPool, type SeatReason } from './seat-rules.ts';

/**
 * Takes seats for Users who become Invited or Active. `deltas` may also move the counts they come
 * from (`{ invited: 3, waiting: -3 }`).
 * @throws DomainError `seats_exhausted` with `available` and `needed`; nothing has moved then.
 */
export async function takeSeats(ctx: Context, deltas: Deltas, reason: SeatReason): Promise<SeatPool> {
  return move(ctx, { kind: 'take', reason, ...deltas });
}

/**
 * Gives seats back (`{ active: -1, deactivated: 1 }`) and hands what is free to those who wait, in
 * the same transaction. Call it after the Users' own rows are written.
 */
export async function releaseSeats(ctx: Context, deltas: Deltas, reason: SeatReason): Promise<SeatPool> {
  return promote(ctx, await move(ctx, { kind: 'release', reason, ...deltas }));
}

/** Adds seats that were ordered, then hands them to those who wait. */
export async function grantSeats(
  ctx: Context,
  seats: number,
  reason: SeatReason,
  orderId: string | null,
): Promise<SeatPool> {
  return promote(ctx, await move(ctx, { kind: 'grant', reason, total: seats, orderId }));
}

/**
 * Reduces the total at a renewal, by what is planned but never below what is taken.
 * @returns the pool after, and how many seats went.
 */
export async function reduceSeats(
  ctx: Context,
  planned: number,
): Promise<{ pool: SeatPool; reduced: number }> {
  const before = await lockPool(ctx);
  const reduced = Math.min(planned, available(before));
  if (reduced === 0) return { pool: before, reduced };
  const pool = await move(ctx, { kind: 'reduce', reason: 'renewal_reduced', total: -reduced });
  return { pool, reduced };
}

/** Counts people who hold no seat before or after (joining or leaving the queue), or a claim (Invited to Active). */
export async function recordStatus(ctx: Context, deltas: Deltas, reason: SeatReason): Promise<SeatPool> {
  return move(ctx, { kind: reason === 'claimed' ? 'claim' : 'status', reason, ...deltas });
}

/** Hands free seats to those who wait and may have one by now. */
export async function promote(ctx: Context, pool: SeatPool): Promise<SeatPool> {
  const free = available(pool);
  if (free === 0 || pool.waiting === 0) return pool;
  const promoted = await promoteWaiting(ctx, free);
  if (promoted.length === 0) return pool;
  const active = promoted.filter((user) => user.status === 'active').length;
  const invited = promoted.length - active;
  const after = await move(ctx, {
    kind: 'take',
    reason: 'waiting_promoted',
    invited,
    active,
    waiting: -promoted.length,
  });
  const userIds = promoted.filter((user) => user.status === 'invited').map((user) => user.id);
  await ctx.emit({ type: 'users_promoted', userIds });
  return after;
}

async function move(ctx: Context, movement: Parameters<typeof movePool>[1]): Promise<SeatPool> {
  const pool = await movePool(ctx, movement);
  if (!pool)
    throw seatsExhausted(available(await readPool(ctx)), (movement.invited ?? 0) + (movement.active ?? 0));
  if (pool.low_changed) await ctx.emit({ type: 'low_seats_changed' });
  return pool;
}

/** The refusal of every door when there is no seat. */
export function seatsExhausted(free: number, needed: number): DomainError {
  const seats = (n: number) => (n === 1 ? '1 seat' : `${String(n)} seats`);
  return new DomainError(
    'seats_exhausted',
    `This needs ${seats(needed)}, and ${free === 1 ? '1 is' : `${String(free)} are`} available. Add seats, or free some first.`,
    { available: free, needed },
  );
}

import { z } from 'zod';
import { command, type Context } from '../../platform/command/index.ts';
import { queueMails } from '../outbox/index.ts';
import { available, lockPool, noteLowSeats } from '../seats/index.ts';
import { findActiveAdmins } from '../users/index.ts';

/** Has the seats judged once everything of this transaction has moved, and again whenever it is told twice. */
export const queueLowSeatsWatch = (ctx: Context): Promise<void> =>
  ctx.enqueue({ name: 'watch_low_seats', data: { spaceId: ctx.spaceId } });

/**
 * Tells every Active Admin, once, that few seats are left: fewer than the space has set, or too few
 * for those who are to start. When there are enough again the next shortage is told again. While
 * nobody is Active nobody can be told, and it stays to be done.
 */
export const watchLowSeats = command({
  name: 'watch_low_seats',
  permission: 'work',
  input: z.object({}),
  async run(ctx) {
    const pool = await lockPool(ctx);
    const admins = await findActiveAdmins(ctx);
    if (admins.length === 0) return { result: { told: 0 }, audit: [] };
    const { changed, low, threshold } = await noteLowSeats(ctx);
    if (!changed || !low) return { result: { told: 0 }, audit: [] };
    const data = { available: available(pool), total: pool.total, waiting: pool.waiting, threshold };
    await queueMails(
      ctx,
      admins.map(({ id, email }) => ({ kind: 'low_seats', toEmail: email, userId: id, data })),
    );
    const audit = [{ action: 'seats.low', subject: 'seats' as const, detail: data }];
    return { result: { told: admins.length }, audit };
  },
});

import type { Context } from '../../platform/command/index.ts';
import { available, readPool } from '../seats/index.ts';
import { readBilling } from './billing-queries.ts';
import { periodPrice } from './charging-rules.ts';
import { findFreeable } from './freeable-queries.ts';
import { countEligible, findRecentOrder, hasOverdueInvoice } from './order-queries.ts';
import { checkedSeats } from './order-seats.ts';
import { dayIn } from './period-rules.ts';
import { priceAt, shareAnswer } from './quote-rules.ts';
import { makeQuote } from './quotes.ts';
import type { Preview } from './schemas.ts';

const hour = 3_600_000;

/**
 * What seats would cost now, what that changes, and what could be done instead. Writes nothing.
 * @throws DomainError `seat_order_out_of_range`
 */
export async function previewOrder(ctx: Context, given: unknown): Promise<Preview> {
  const seats = checkedSeats(given);
  const billing = await readBilling(ctx);
  const pool = await readPool(ctx);
  const { period, share, expiresAt, ...price } = priceAt(billing, seats, ctx.now);
  const free = available(pool);
  const eligible =
    pool.waiting === 0 ? 0 : await countEligible(ctx, dayIn(billing.timeZone, ctx.now), free + seats);
  return {
    quote: makeQuote(ctx, { ...price, period, share, expiresAt }),
    expiresAt: expiresAt.toISOString(),
    ...price,
    period: { from: period.start.toISOString(), to: period.end.toISOString() },
    share: shareAnswer(share),
    renewal: {
      before: periodPrice(pool.total, billing.pricePerSeat),
      after: periodPrice(pool.total + seats, billing.pricePerSeat),
      on: period.end.toISOString(),
    },
    totalSeats: { before: pool.total, after: pool.total + seats },
    available: { now: free, after: free + seats - eligible },
    waiting: pool.waiting,
    ordersStopped:
      billing.stopOrdersWhenOverdue && (await hasOverdueInvoice(ctx, dayIn(billing.timeZone, ctx.now))),
    recentOrder: await findRecentOrder(ctx, new Date(ctx.now.getTime() - hour)),
    freeable: await findFreeable(ctx),
  };
}

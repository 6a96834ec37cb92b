import type { Context } from '../../platform/command/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { available, grantSeats } from '../seats/index.ts';
import { insertBilling, readBilling, readTimeZoneOfSpace } from './billing-queries.ts';
import { shareLeft, wholePeriod } from './charging-rules.ts';
import { dayIn, periodAt } from './period-rules.ts';
import { priceWith } from './quote-rules.ts';
import { recordOrder } from './record-order.ts';
import type { Buyer, Seller } from './schemas.ts';

export interface InitialOrder {
  /** Any number from 1. */
  seats: number;
  currency: string;
  /** Minor units a seat and period. */
  pricePerSeat: number;
  billingPeriod: 'month' | 'year';
  /** The day periods run from, in the space's zone; today unless given. */
  anchorDate?: string | undefined;
  taxRateBp?: number | undefined;
  taxName?: string | undefined;
  seller?: Seller | undefined;
  buyer?: Buyer | undefined;
  billingEmail?: string | null | undefined;
}

/**
 * The lot bought at the making of a space: its billing settings, first order, grant and invoice.
 * The space's settings and its empty pool are there before. The whole period is charged where it
 * begins today, else the share that is left.
 */
export async function recordInitialOrder(ctx: Context, initial: InitialOrder): Promise<{ orderId: string }> {
  const timeZone = await readTimeZoneOfSpace(ctx);
  const { currency, pricePerSeat, billingPeriod, taxRateBp = 0, taxName = 'VAT' } = initial;
  const today = dayIn(timeZone, ctx.now);
  const anchorDate = initial.anchorDate ?? today;
  const list = {
    currency,
    pricePerSeat,
    billingPeriod,
    anchorDate,
    timeZone,
    taxRateBp,
    taxName,
    reverseCharge: false,
  };
  const period = periodAt(list, ctx.now);
  await insertBilling(
    ctx,
    { ...list, periodStart: period.start, periodEnd: period.end },
    { billingEmail: initial.billingEmail ?? null, seller: initial.seller ?? {}, buyer: initial.buyer ?? {} },
  );
  const share = dayIn(timeZone, period.start) === today ? wholePeriod(period) : shareLeft(period, ctx.now);
  const price = priceWith(list, initial.seats, period, share, ctx.now);
  const orderId = newId(ctx.now);
  const pool = await grantSeats(ctx, initial.seats, 'space_made', orderId);
  await recordOrder(ctx, await readBilling(ctx), {
    id: orderId,
    kind: 'initial',
    price,
    totalBefore: 0,
    totalAfter: pool.total,
    availableAfter: available(pool),
    wentToWaiting: 0,
    purchaseOrder: null,
    quoteId: null,
    mailedUsers: [],
  });
  return { orderId };
}

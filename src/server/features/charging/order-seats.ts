import { command, type Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { available, grantSeats, lockPool } from '../seats/index.ts';
import { findActiveAdmins } from '../users/index.ts';
import { lockBilling } from './billing-queries.ts';
import { seatCountProblem } from './charging-rules.ts';
import { readOrderAnswer } from './list-orders.ts';
import { findOrderOfQuote, hasOverdueInvoice } from './order-queries.ts';
import { dayIn } from './period-rules.ts';
import { priceAt, type Price } from './quote-rules.ts';
import { openQuote } from './quotes.ts';
import { recordOrder } from './record-order.ts';
import { renewWhatIsDue } from './renew-space.ts';
import { OrderInput, type OrderAnswer } from './schemas.ts';

/** @throws DomainError `seat_order_out_of_range` with the sentence for whatever is wrong. */
export function checkedSeats(seats: unknown): number {
  const problem = seatCountProblem(seats);
  if (problem !== undefined)
    throw new DomainError('seat_order_out_of_range', problem, { minimum: 10, maximum: 1000 });
  return seats as number;
}

/**
 * Adds seats: order, grant, invoice and mails together. With a quote, exactly its price is charged,
 * and the same quote again gives the same answer; without one, the price of this moment.
 * @throws DomainError `seat_order_out_of_range`, `quote_expired`, `quote_mismatch`, `orders_stopped`.
 */
export const orderSeats = command({
  name: 'order_seats',
  permission: 'manage_seats',
  input: OrderInput,
  async run(ctx, input) {
    const seats = checkedSeats(input.seats);
    const quote = typeof input.quote === 'string' ? openQuote(ctx, input.quote) : undefined;
    await lockPool(ctx);
    if (quote) {
      refuseMismatch(quote.price, seats);
      const taken = await findOrderOfQuote(ctx, quote.id);
      if (taken !== undefined) return { result: await readOrderAnswer(ctx, taken), audit: [] };
      refuseExpired(ctx, quote.price);
    }
    await renewWhatIsDue(ctx);
    const billing = await lockBilling(ctx);
    if (billing.stopOrdersWhenOverdue && (await hasOverdueInvoice(ctx, dayIn(billing.timeZone, ctx.now)))) {
      throw new DomainError(
        'orders_stopped',
        'An invoice is overdue. Seats can be added again once it is paid.',
      );
    }
    const price = quote?.price ?? priceAt(billing, seats, ctx.now);
    const purchaseOrder = input.purchaseOrder === '' ? null : (input.purchaseOrder ?? null);
    const result = await place(ctx, billing, { price, purchaseOrder, quoteId: quote?.id ?? null });
    return { result, audit: [auditOf(result, price)] };
  },
});

async function place(
  ctx: Context,
  billing: Awaited<ReturnType<typeof lockBilling>>,
  order: {
    price: Price;
    purchaseOrder: string | null;
    quoteId: string | null;
  },
): Promise<OrderAnswer> {
  const { price } = order;
  const id = newId(ctx.now);
  const before = await lockPool(ctx);
  const pool = await grantSeats(ctx, price.seats, 'seats_added', id);
  const admins = await findActiveAdmins(ctx);
  await recordOrder(
    ctx,
    billing,
    {
      id,
      kind: 'added',
      price,
      totalBefore: before.total,
      totalAfter: pool.total,
      availableAfter: available(pool),
      wentToWaiting: pool.taken - before.taken,
      purchaseOrder: order.purchaseOrder,
      quoteId: order.quoteId,
      mailedUsers: admins.map((admin) => admin.id),
    },
    admins.map((admin) => ({
      kind: 'seats_added',
      toEmail: admin.email,
      userId: admin.id,
      data: { by: ctx.actor.name },
    })),
  );
  return readOrderAnswer(ctx, id);
}

function refuseMismatch(price: Price, seats: number): void {
  if (price.seats === seats) return;
  throw new DomainError(
    'quote_mismatch',
    `The price shown was for ${String(price.seats)} seats, not ${String(seats)}. Look at the price again.`,
  );
}

function refuseExpired(ctx: Context, price: Price): void {
  if (ctx.now < price.expiresAt) return;
  throw new DomainError(
    'quote_expired',
    'The price shown has run out after 15 minutes. Look at the price again.',
  );
}

const auditOf = ({ order }: OrderAnswer, price: Price) => ({
  action: 'seats.added',
  subject: 'order' as const,
  subjectId: order.id,
  detail: { seats: price.seats, currency: price.currency, total: price.total, invoice: order.invoice.number },
});

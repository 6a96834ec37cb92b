import { command, type Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { available, lockPool, readPool, type SeatPool } from '../seats/index.ts';
import { lockBilling, readBilling, setPlannedReduction, type Billing } from './billing-queries.ts';
import { periodPrice, reductionOnTheDay } from './charging-rules.ts';
import { findFreeable } from './freeable-queries.ts';
import { SeatPlanInput, type SeatPlanAnswer } from './schemas.ts';

/**
 * Plans seats to go at the next renewal. What is still taken on the day stays and is charged.
 * @throws DomainError `invalid_request` where there are not so many seats.
 */
export const planReduction = command({
  name: 'plan_reduction',
  permission: 'manage_seats',
  input: SeatPlanInput,
  async run(ctx, { reduction }) {
    const pool = await lockPool(ctx);
    const billing = await lockBilling(ctx);
    if (reduction > pool.total) {
      throw new DomainError('invalid_request', `The space has ${String(pool.total)} seats: no more can go.`);
    }
    await setPlannedReduction(ctx, reduction);
    const result = await planOf(ctx, { ...billing, plannedReduction: reduction }, pool);
    if (billing.plannedReduction === reduction) return { result, audit: [] };
    return {
      result,
      audit: [{ action: 'seats.reduction_planned', subject: 'seats', detail: { reduction } }],
    };
  },
});

/** What is planned for the renewal, and what would come of it as things stand. */
export const readPlan = async (ctx: Context): Promise<SeatPlanAnswer> =>
  planOf(ctx, await readBilling(ctx), await readPool(ctx));

async function planOf(ctx: Context, billing: Billing, pool: SeatPool): Promise<SeatPlanAnswer> {
  const reduction = billing.plannedReduction;
  const goes = reductionOnTheDay(reduction, pool);
  return {
    reduction,
    on: billing.periodEnd.toISOString(),
    total: pool.total,
    taken: pool.taken,
    possible: available(pool),
    short: reduction - goes,
    totalAfter: pool.total - goes,
    unitPrice: billing.pricePerSeat,
    currency: billing.currency,
    billingPeriod: billing.billingPeriod,
    renewal: periodPrice(pool.total - goes, billing.pricePerSeat),
    freeable: reduction > goes ? await findFreeable(ctx) : null,
  };
}

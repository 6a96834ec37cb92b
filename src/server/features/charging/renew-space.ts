import { z } from 'zod';
import { command, system, type AuditEntry, type Context } from '../../platform/command/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { available, lockPool, reduceSeats } from '../seats/index.ts';
import { findActiveAdmins } from '../users/index.ts';
import { isRenewalDue, lockBilling, movePeriod } from './billing-queries.ts';
import { wholePeriod } from './charging-rules.ts';
import { periodAt } from './period-rules.ts';
import { priceWith } from './quote-rules.ts';
import { recordOrder } from './record-order.ts';

/**
 * Renews every period that has ended: seats planned to go leave as far as they are free, the whole
 * pool is charged, and the period moves on. Done twice, the second finds nothing due.
 */
export const renewSpace = command({
  name: 'renew_space',
  permission: 'operate',
  input: z.object({}),
  async run(ctx) {
    const audit = await renewWhatIsDue(ctx);
    return { result: { periods: audit.length }, audit };
  },
});

/** The same within another command, before it reads prices; Usher itself is the one who acts. */
export async function renewWhatIsDue(ctx: Context): Promise<AuditEntry[]> {
  const audit: AuditEntry[] = [];
  await lockPool(ctx);
  while (await isRenewalDue(ctx)) audit.push(await renewOnce({ ...ctx, actor: system }));
  return audit;
}

async function renewOnce(ctx: Context): Promise<AuditEntry> {
  const before = await lockPool(ctx);
  const billing = await lockBilling(ctx);
  const period = periodAt(billing, billing.periodEnd);
  const { pool, reduced } = await reduceSeats(ctx, billing.plannedReduction);
  await movePeriod(ctx, period);
  const id = newId(ctx.now);
  const admins = await findActiveAdmins(ctx);
  const short = billing.plannedReduction - reduced;
  await recordOrder(
    ctx,
    billing,
    {
      id,
      kind: 'renewal',
      price: priceWith(billing, pool.total, period, wholePeriod(period), period.end),
      totalBefore: before.total,
      totalAfter: pool.total,
      availableAfter: available(pool),
      wentToWaiting: 0,
      purchaseOrder: null,
      quoteId: null,
      mailedUsers: admins.map((admin) => admin.id),
    },
    admins.map(({ id: userId, email }) => ({
      kind: short > 0 ? 'reduction_short' : 'seats_renewed',
      toEmail: email,
      userId,
      data: { reduced, planned: billing.plannedReduction },
    })),
  );
  return {
    action: 'seats.renewed',
    subject: 'order',
    subjectId: id,
    detail: { seats: pool.total, reduced, planned: billing.plannedReduction },
  };
}

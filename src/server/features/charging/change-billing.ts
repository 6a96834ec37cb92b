import { command, permits, type Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { lockBilling, readBilling, updateBilling, type Billing } from './billing-queries.ts';
import { invoiceLacks, reverseChargeCanStand } from './billing-rules.ts';
import { BillingChange, type BillingAnswer } from './schemas.ts';

const operatorsAlone = ['currency', 'pricePerSeat', 'stopOrdersWhenOverdue'] as const;

/**
 * Changes what invoices say and where they go. Those already issued stay as they are.
 * @throws DomainError `forbidden` where an Admin would change what the operator alone may,
 *   `invalid_request` where a reverse charge lacks a VAT number.
 */
export const changeBilling = command({
  name: 'change_billing',
  permission: 'manage_space',
  input: BillingChange,
  async run(ctx, input) {
    const before = await lockBilling(ctx);
    const after: Billing = { ...before, ...withoutUnset(input) };
    const changed = Object.keys(input).filter((field) =>
      differs(before, after, field as keyof BillingChange),
    );
    const reserved = operatorsAlone.filter((field) => changed.includes(field));
    if (reserved.length > 0 && !permits(ctx.actor, 'operate')) {
      throw new DomainError(
        'forbidden',
        'Price, currency and the stopping of orders are changed by the operator.',
        {
          fields: reserved,
        },
      );
    }
    if (!reverseChargeCanStand(after)) {
      throw new DomainError(
        'invalid_request',
        'A reverse charge needs the VAT numbers of seller and buyer on the invoice.',
      );
    }
    if (changed.length > 0) await updateBilling(ctx, after);
    const audit =
      changed.length > 0
        ? [{ action: 'billing.changed', subject: 'space' as const, detail: { fields: changed } }]
        : [];
    return { result: billingAnswer(after), audit };
  },
});

type BillingChange = Partial<Pick<Billing, keyof typeof BillingChange.shape>>;

const differs = (before: Billing, after: Billing, field: keyof BillingChange): boolean =>
  JSON.stringify(before[field]) !== JSON.stringify(after[field]);

const withoutUnset = (input: object): BillingChange =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** @returns what the space pays and what its invoices say. */
export const readBillingAnswer = async (ctx: Context): Promise<BillingAnswer> =>
  billingAnswer(await readBilling(ctx));

const billingAnswer = (billing: Billing): BillingAnswer => ({
  currency: billing.currency,
  pricePerSeat: billing.pricePerSeat,
  billingPeriod: billing.billingPeriod,
  anchorDate: billing.anchorDate,
  period: { from: billing.periodStart.toISOString(), to: billing.periodEnd.toISOString() },
  taxRateBp: billing.taxRateBp,
  taxName: billing.taxName,
  reverseCharge: billing.reverseCharge,
  billingEmail: billing.billingEmail,
  seller: billing.seller,
  buyer: billing.buyer,
  stopOrdersWhenOverdue: billing.stopOrdersWhenOverdue,
  invoicesLack: invoiceLacks(billing),
});

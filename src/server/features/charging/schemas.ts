import { z } from 'zod';
import { listOf } from '../../platform/paging/index.ts';

const minor = z.int().describe('Minor units of the currency: 60000 is £600.00');
const instant = z.iso.datetime();
const text = (max: number) => z.string().trim().max(max);
const line = (max: number) => text(max).optional();

/** Who issues the invoices, as they are to read. */
export const Seller = z.object({
  name: line(200),
  address: line(1000).describe('Lines of the address'),
  vatNumber: line(40),
  companyNumber: line(40),
  email: line(320),
  bankDetails: line(1000).describe('How to pay: account, sort code or IBAN, reference'),
  note: line(1000).describe('A sentence under the total, such as the ground for a zero rate'),
});
export type Seller = z.output<typeof Seller>;

/** Who the invoices are made out to. */
export const Buyer = z.object({ name: line(200), address: line(1000), vatNumber: line(40) });
export type Buyer = z.output<typeof Buyer>;

/** Decided by us and not by the schema, so that every wrong value gets its own sentence and one code. */
const SeatCount = z
  .unknown()
  .optional()
  .meta({ type: 'integer', minimum: 10, maximum: 1000, description: 'Seats to add', examples: [25] });

export const PreviewInput = z.object({ seats: SeatCount });

export const OrderInput = z.object({
  seats: SeatCount,
  quote: z.string().max(4000).nullish().describe('From the preview: exactly this price is charged'),
  purchaseOrder: text(100)
    .nullish()
    .describe('Goes onto the invoice')
    .meta({ examples: ['PO-7781'] }),
});

const Share = z
  .object({ numerator: z.int(), denominator: z.int(), percent: z.number() })
  .describe('The share of the period that is charged, in seconds');
const PeriodAnswer = z.object({
  from: instant,
  to: instant.describe('The first instant of the next period'),
});
const Amounts = {
  seats: z.int(),
  unitPrice: minor,
  currency: z.string(),
  billingPeriod: z.enum(['month', 'year']),
  period: PeriodAnswer,
  share: Share,
  net: minor,
  taxRateBp: z.int().describe('Hundredths of a per cent'),
  taxName: z.string(),
  tax: minor,
  total: minor,
};

const freeable = ['expired14d', 'refused', 'never60d', 'inactive90d'] as const;

const Freeable = z
  .object({
    seats: z.int().describe('Different people in the groups'),
    orMore: z.boolean(),
    groups: z.array(
      z.object({
        group: z.enum(freeable),
        count: z.int(),
        orMore: z.boolean().describe('Counted to 1,000'),
        filter: z.record(z.string(), z.string()).describe('Lists them at GET /users'),
      }),
    ),
  })
  .describe('Seats that could be freed instead');
export type Freeable = z.output<typeof Freeable>;

export const Preview = z.object({
  quote: z.string().describe('Send it with the order: this price, once'),
  expiresAt: instant,
  ...Amounts,
  renewal: z.object({ before: minor, after: minor, on: instant }).describe('The next renewal, before tax'),
  totalSeats: z.object({ before: z.int(), after: z.int() }),
  available: z.object({ now: z.int(), after: z.int().describe('After those who wait have theirs') }),
  waiting: z.int().describe('People waiting for a seat'),
  ordersStopped: z.boolean().describe('An invoice is overdue and the operator has orders stopped for it'),
  recentOrder: z
    .object({ by: z.string(), seats: z.int(), at: instant })
    .nullable()
    .describe('What somebody else added within the hour'),
  freeable: Freeable,
});
export type Preview = z.output<typeof Preview>;

export const Order = z.object({
  id: z.uuid(),
  kind: z.enum(['initial', 'added', 'renewal']),
  ...Amounts,
  totalBefore: z.int(),
  totalAfter: z.int(),
  wentToWaiting: z.int(),
  purchaseOrder: z.string().nullable(),
  orderedBy: z.string(),
  createdAt: instant,
  invoice: z.object({ id: z.uuid(), number: z.string() }),
});
export type Order = z.output<typeof Order>;

export const OrderAnswer = z.object({
  seats: z.int().describe('Seats added'),
  total: z.int().describe('Seats the space has now'),
  available: z.int().describe('After those who waited had theirs'),
  wentToWaiting: z.int(),
  mailed: z.array(z.object({ name: z.string(), email: z.string() })).describe('Every Active Admin'),
  order: Order,
});
export type OrderAnswer = z.output<typeof OrderAnswer>;

export const OrderList = listOf(Order);

export const Invoice = z.object({
  id: z.uuid(),
  orderId: z.uuid(),
  number: z
    .string()
    .describe('In the space’s own series, without gaps')
    .meta({ examples: ['ACME-0042'] }),
  issuedOn: z.iso.date(),
  dueOn: z.iso.date(),
  currency: z.string(),
  net: minor,
  tax: minor,
  total: minor,
  status: z.enum(['due', 'overdue', 'paid']),
  paidAt: instant.nullable(),
});
export type Invoice = z.output<typeof Invoice>;
export const InvoiceList = listOf(Invoice);

export const BillingAnswer = z.object({
  currency: z.string(),
  pricePerSeat: minor,
  billingPeriod: z.enum(['month', 'year']),
  anchorDate: z.iso.date(),
  period: PeriodAnswer,
  taxRateBp: z.int(),
  taxName: z.string(),
  reverseCharge: z.boolean().describe('The buyer accounts for the tax: none is charged'),
  billingEmail: z.string().nullable(),
  seller: Seller,
  buyer: Buyer,
  stopOrdersWhenOverdue: z.boolean(),
  invoicesLack: z
    .array(z.string())
    .describe('What a VAT invoice has to say and these would not, such as seller.vatNumber'),
});
export type BillingAnswer = z.output<typeof BillingAnswer>;

export const BillingChange = z
  .object({
    billingEmail: z.email('is not an e-mail address').max(320).nullable(),
    seller: Seller,
    buyer: Buyer,
    currency: z.string().regex(/^[A-Z]{3}$/, 'is a currency of three capital letters'),
    pricePerSeat: z.int().min(0).max(100_000_000),
    taxRateBp: z
      .int()
      .min(0)
      .max(10_000)
      .describe('Hundredths of a per cent')
      .meta({ examples: [2000] }),
    taxName: z.string().trim().min(1).max(40),
    reverseCharge: z.boolean(),
    stopOrdersWhenOverdue: z.boolean(),
  })
  .partial()
  .describe('What is not given stays. Price, currency and stopping are the operator’s alone');

export const SeatPlanAnswer = z.object({
  reduction: z.int().describe('Seats planned to go at the renewal'),
  on: instant,
  total: z.int(),
  taken: z.int(),
  possible: z.int().describe('What could go as things stand'),
  short: z.int().describe('Seats planned to go that are still taken'),
  totalAfter: z.int().describe('As things stand'),
  unitPrice: minor,
  currency: z.string(),
  billingPeriod: z.enum(['month', 'year']),
  renewal: minor.describe('Before tax, as things stand'),
  freeable: Freeable.nullable().describe('Who could go first, where seats planned to go are still taken'),
});
export type SeatPlanAnswer = z.output<typeof SeatPlanAnswer>;

export const SeatPlanInput = z.object({
  reduction: z
    .int()
    .min(0)
    .max(10_000_000)
    .meta({ examples: [10] }),
});

import { percentOf } from './charging-rules.ts';
import { dayIn, daysAfter } from './period-rules.ts';
import type { Price } from './quote-rules.ts';
import type { Buyer, Seller } from './schemas.ts';

const paymentDays = 30;

/** An invoice as issued: all that its paper says, and nothing that changes afterwards. */
export interface InvoiceDocument {
  label: string;
  issuedOn: string;
  /** The day that decides the tax: the seats are granted at once, so it is the day of issue. */
  taxPoint: string;
  dueOn: string;
  paymentDays: number;
  purchaseOrder: string | null;
  seller: Seller;
  buyer: Buyer;
  spaceName: string;
  currency: string;
  lines: InvoiceLine[];
  net: number;
  taxName: string;
  taxRateBp: number;
  tax: number;
  total: number;
  /** Absent on invoices from before there was one. */
  reverseCharge?: boolean;
}

export interface InvoiceLine {
  description: string;
  detail: string;
  quantity: number;
  unitPrice: number;
  net: number;
}

/** `ACME-0042`: the space's own series, so that two spaces of one seller never share a number. */
export const invoiceLabel = (slug: string, number: number): string =>
  `${slug.toUpperCase()}-${String(number).padStart(4, '0')}`;

const words = {
  initial: 'User licences (seats)',
  added: 'User licences (seats) added',
  renewal: 'User licences (seats), renewal',
};

/** A day for a person: "24 Nov 2026". */
export const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** The days a price covers, both included: "24 Nov 2026 to 31 Dec 2026". */
export function coveredDays(price: Price, timeZone: string): string {
  const from = new Date(price.period.end.getTime() - price.share.numerator * 1000);
  const last = daysAfter(dayIn(timeZone, price.period.end), -1);
  return `${dayInWords(dayIn(timeZone, from))} to ${dayInWords(last)}`;
}

/** Writes an invoice for an order. */
export function composeInvoice(order: {
  kind: keyof typeof words;
  label: string;
  price: Price;
  purchaseOrder: string | null;
  issuedAt: Date;
  timeZone: string;
  spaceName: string;
  seller: Seller;
  buyer: Buyer;
  reverseCharge: boolean;
}): InvoiceDocument {
  const { price, timeZone, spaceName } = order;
  const issuedOn = dayIn(timeZone, order.issuedAt);
  const per = `a ${price.billingPeriod}`;
  const share =
    price.share.numerator === price.share.denominator
      ? per
      : `${per}, ${String(percentOf(price.share))}% of it left`;
  return {
    label: order.label,
    issuedOn,
    taxPoint: issuedOn,
    dueOn: daysAfter(issuedOn, paymentDays),
    paymentDays,
    purchaseOrder: order.purchaseOrder,
    seller: order.seller,
    buyer: {
      ...order.buyer,
      name: order.buyer.name === undefined || order.buyer.name === '' ? spaceName : order.buyer.name,
    },
    spaceName,
    currency: price.currency,
    lines: [
      {
        description: words[order.kind],
        detail: `${coveredDays(price, timeZone)}; ${share}`,
        quantity: price.seats,
        unitPrice: price.unitPrice,
        net: price.net,
      },
    ],
    net: price.net,
    taxName: price.taxName,
    taxRateBp: price.taxRateBp,
    tax: price.tax,
    total: price.total,
    // A quote from before the setting keeps the tax that it showed.
    ...(order.reverseCharge && price.taxRateBp === 0 && { reverseCharge: true }),
  };
}

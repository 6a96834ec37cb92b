import { priceOf, percentOf, quoteExpiry, shareLeft, type Amounts, type Share } from './charging-rules.ts';
import { periodAt, type Period, type Schedule } from './period-rules.ts';

/** What prices are made from. */
export interface PriceList extends Schedule {
  currency: string;
  pricePerSeat: number;
  taxRateBp: number;
  taxName: string;
  /** The buyer accounts for the tax: none is charged, whatever the rate. */
  reverseCharge: boolean;
}

/** A price for a number of seats, all that an order of them needs to charge it. */
export interface Price extends Amounts {
  seats: number;
  unitPrice: number;
  currency: string;
  billingPeriod: 'month' | 'year';
  period: Period;
  share: Share;
  taxRateBp: number;
  taxName: string;
  expiresAt: Date;
}

/** What seats added at an instant cost: the share of the period that is left. */
export function priceAt(list: PriceList, seats: number, now: Date): Price {
  const period = periodAt(list, now);
  return priceWith(list, seats, period, shareLeft(period, now), quoteExpiry(now, period));
}

/** What seats cost for a share of a period. */
export function priceWith(
  list: PriceList,
  seats: number,
  period: Period,
  share: Share,
  expiresAt: Date,
): Price {
  const { pricePerSeat: unitPrice, currency, billingPeriod, taxName } = list;
  const taxRateBp = list.reverseCharge ? 0 : list.taxRateBp;
  const amounts = priceOf(seats, unitPrice, share, taxRateBp);
  return {
    seats,
    unitPrice,
    currency,
    billingPeriod,
    period,
    share,
    taxRateBp,
    taxName,
    expiresAt,
    ...amounts,
  };
}

/** A price as it travels in a quote. */
export const quoteText = (id: string, price: Price): string => JSON.stringify({ id, price });

/** Reads what `quoteText` wrote. */
export function readQuoteText(text: string): { id: string; price: Price } {
  const { id, price } = JSON.parse(text) as { id: string; price: Price };
  const { period, expiresAt } = price;
  return {
    id,
    price: {
      ...price,
      period: { start: new Date(period.start), end: new Date(period.end) },
      expiresAt: new Date(expiresAt),
    },
  };
}

/** The share as the API gives it. */
export const shareAnswer = (share: Share) => ({ ...share, percent: percentOf(share) });

import { divideHalfUp, toMinor } from './money-rules.ts';
import type { Period } from './period-rules.ts';

export const minimumSeats = 10;
export const maximumSeats = 1000;

/** How long a price that was shown is good for. */
const quoteMinutes = 15;

export interface Share {
  /** Whole seconds of the period that are left; one begun counts for the buyer. */
  numerator: number;
  denominator: number;
}

export interface Amounts {
  net: number;
  tax: number;
  total: number;
}

const secondsBetween = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / 1000);

/** The share of a period left at an instant within it, by the second. */
export function shareLeft({ start, end }: Period, at: Date): Share {
  const denominator = secondsBetween(start, end);
  return { numerator: Math.min(denominator, Math.max(0, secondsBetween(at, end))), denominator };
}

export const wholePeriod = ({ start, end }: Period): Share => {
  const seconds = secondsBetween(start, end);
  return { numerator: seconds, denominator: seconds };
};

/** A share for a person to read, to a tenth of a per cent: 49.6. */
export const percentOf = ({ numerator, denominator }: Share): number =>
  Math.round((numerator * 1000) / denominator) / 10;

/** What one line costs: rounded once to the minor unit, then tax once on the rounded net, both half up. */
export function priceOf(seats: number, unitPrice: number, share: Share, taxRateBp: number): Amounts {
  const exact = BigInt(seats) * BigInt(unitPrice) * BigInt(share.numerator);
  const net = divideHalfUp(exact, BigInt(share.denominator));
  const tax = divideHalfUp(net * BigInt(taxRateBp), 10_000n);
  return { net: toMinor(net), tax: toMinor(tax), total: toMinor(net + tax) };
}

/** What a whole period of the whole pool costs, before tax. */
export const periodPrice = (seats: number, unitPrice: number): number =>
  toMinor(BigInt(seats) * BigInt(unitPrice));

/** Until when a price is good: 15 minutes, and never into the next period, which costs something else. */
export const quoteExpiry = (now: Date, period: Period): Date =>
  new Date(Math.min(now.getTime() + quoteMinutes * 60_000, period.end.getTime()));

/** Seats that go at a renewal: as many as were planned and are free on the day. */
export const reductionOnTheDay = (planned: number, pool: { total: number; taken: number }): number =>
  Math.max(0, Math.min(planned, pool.total - pool.taken));

const range = 'Seats are added from 10 to 1,000 at a time, as a whole number.';

/** What is wrong with a number of seats to add, as a sentence; undefined where it is a whole one from 10 to 1000. */
export function seatCountProblem(seats: unknown): string | undefined {
  if (seats === undefined || seats === null || seats === '') return `Say how many seats to add. ${range}`;
  if (typeof seats === 'string') return `“${seats.slice(0, 40)}” is text, not a number. ${range}`;
  if (typeof seats !== 'number' || !Number.isFinite(seats)) return `That is not a number of seats. ${range}`;
  if (seats < 0) return `${String(seats)} would take seats away. ${range}`;
  if (!Number.isInteger(seats)) return `${String(seats)} is not a whole number. ${range}`;
  if (seats < minimumSeats) return `${String(seats)} is too few. ${range}`;
  if (seats > maximumSeats) return `${new Intl.NumberFormat('en-GB').format(seats)} is too many. ${range}`;
  return undefined;
}

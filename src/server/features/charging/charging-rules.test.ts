import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  percentOf,
  periodPrice,
  priceOf,
  quoteExpiry,
  reductionOnTheDay,
  seatCountProblem,
  shareLeft,
  wholePeriod,
} from './charging-rules.ts';
import { divideHalfUp, formatMoney, formatRate } from './money-rules.ts';

const at = (iso: string) => new Date(iso);
const year = { start: at('2026-01-01T00:00:00Z'), end: at('2027-01-01T00:00:00Z') };
const seats = fc.integer({ min: 1, max: 100_000 });
const unitPrice = fc.integer({ min: 0, max: 10_000_000 });
const rate = fc.integer({ min: 0, max: 10_000 });
const share = fc
  .integer({ min: 1, max: 366 * 86_400 })
  .chain((denominator) =>
    fc.record({ numerator: fc.integer({ min: 0, max: denominator }), denominator: fc.constant(denominator) }),
  );

describe('the price of seats', () => {
  it('is the one of the pop-up: 25 seats at £40 a year, half of it left', () => {
    const half = { numerator: 1, denominator: 2 };
    expect(priceOf(25, 4000, half, 2000)).toEqual({ net: 50_000, tax: 10_000, total: 60_000 });
  });

  it('rounds a line once, half up, and not seat by seat', () => {
    expect(priceOf(3, 1, { numerator: 1, denominator: 2 }, 0).net).toBe(2);
    expect(priceOf(10, 333, { numerator: 1, denominator: 3 }, 0).net).toBe(1110);
    expect(priceOf(10, 99, { numerator: 1, denominator: 1000 }, 2000)).toEqual({ net: 1, tax: 0, total: 1 });
  });

  it('taxes the rounded net once, half up', () => {
    // 0.5 of a minor unit of tax goes up; the exact net of 2.4 would have given less.
    expect(priceOf(5, 1, { numerator: 1, denominator: 2 }, 1667)).toEqual({ net: 3, tax: 1, total: 4 });
    expect(priceOf(1, 25, { numerator: 1, denominator: 1 }, 1000)).toEqual({ net: 25, tax: 3, total: 28 });
  });

  it('is never off by more than half a minor unit a rounding', () => {
    fc.assert(
      fc.property(seats, unitPrice, share, rate, (n, price, part, taxRateBp) => {
        const { net, tax, total } = priceOf(n, price, part, taxRateBp);
        const exact = BigInt(n) * BigInt(price) * BigInt(part.numerator);
        const off = 2n * (BigInt(net) * BigInt(part.denominator) - exact);
        expect(off <= BigInt(part.denominator) && off > -BigInt(part.denominator)).toBe(true);
        const taxOff = 2n * (BigInt(tax) * 10_000n - BigInt(net) * BigInt(taxRateBp));
        expect(taxOff <= 10_000n && taxOff > -10_000n).toBe(true);
        expect(total).toBe(net + tax);
      }),
    );
  });

  it('never falls with more seats, a higher price, or more of the period left', () => {
    fc.assert(
      fc.property(seats, unitPrice, share, rate, (n, price, part, taxRateBp) => {
        const { total } = priceOf(n, price, part, taxRateBp);
        expect(priceOf(n + 1, price, part, taxRateBp).total).toBeGreaterThanOrEqual(total);
        expect(priceOf(n, price + 1, part, taxRateBp).total).toBeGreaterThanOrEqual(total);
        const more = { ...part, numerator: Math.min(part.denominator, part.numerator + 1) };
        expect(priceOf(n, price, more, taxRateBp).total).toBeGreaterThanOrEqual(total);
      }),
    );
  });

  it('of a whole period is seats times price', () => {
    fc.assert(
      fc.property(seats, unitPrice, (n, price) => {
        expect(priceOf(n, price, wholePeriod(year), 0).net).toBe(periodPrice(n, price));
      }),
    );
  });

  it('refuses an amount beyond what is exact', () => {
    expect(() => periodPrice(100_000_000, 1_000_000_000)).toThrow(RangeError);
  });

  it('tax is rounded once, from the net as charged', () => {
    // Half a per cent of 99 is 0.495: rounded on the way to 0.50, it would become 1.
    expect(priceOf(1, 99, { numerator: 1, denominator: 1 }, 50)).toEqual({ net: 99, tax: 0, total: 99 });
  });
});

describe('the share of a period left', () => {
  it('counts whole seconds, a begun one for the buyer', () => {
    expect(shareLeft(year, at('2026-12-31T23:59:58.001Z'))).toEqual({
      numerator: 1,
      denominator: 31_536_000,
    });
    expect(shareLeft(year, at('2026-07-02T12:00:00Z'))).toEqual({
      numerator: 15_768_000,
      denominator: 31_536_000,
    });
  });

  it('is all of it at its start and none outside', () => {
    expect(percentOf(shareLeft(year, year.start))).toBe(100);
    expect(shareLeft(year, year.end).numerator).toBe(0);
    expect(shareLeft(year, at('2025-06-01T00:00:00Z'))).toEqual(wholePeriod(year));
  });

  it('reads to a tenth of a per cent', () => {
    expect(percentOf({ numerator: 4963, denominator: 10_000 })).toBe(49.6);
  });
});

describe('a quote', () => {
  it('is good for 15 minutes', () => {
    expect(quoteExpiry(at('2026-03-01T10:00:00Z'), year)).toEqual(at('2026-03-01T10:15:00Z'));
  });

  it('ends with the period it was made for', () => {
    expect(quoteExpiry(at('2026-12-31T23:55:00Z'), year)).toEqual(year.end);
  });
});

describe('a number of seats to add', () => {
  it.each([
    [9, '9 is too few.'],
    [1001, '1,001 is too many.'],
    [10.5, '10.5 is not a whole number.'],
    [-10, '-10 would take seats away.'],
    [0, '0 is too few.'],
    ['abc', '“abc” is text, not a number.'],
    ['25', '“25” is text, not a number.'],
    [null, 'Say how many seats to add.'],
    [undefined, 'Say how many seats to add.'],
    ['', 'Say how many seats to add.'],
    [Number.NaN, 'That is not a number of seats.'],
    [Number.POSITIVE_INFINITY, 'That is not a number of seats.'],
    [[10], 'That is not a number of seats.'],
    [true, 'That is not a number of seats.'],
    [{}, 'That is not a number of seats.'],
  ])('refuses %o with a sentence', (given, sentence) => {
    expect(seatCountProblem(given)).toBe(
      `${sentence} Seats are added from 10 to 1,000 at a time, as a whole number.`,
    );
  });

  it('takes every whole number from 10 to 1000', () => {
    for (let n = 10; n <= 1000; n += 1) expect(seatCountProblem(n)).toBeUndefined();
  });
});

describe('a reduction at renewal', () => {
  it('is what was planned, but never more than is free', () => {
    expect(reductionOnTheDay(20, { total: 100, taken: 60 })).toBe(20);
    expect(reductionOnTheDay(20, { total: 100, taken: 95 })).toBe(5);
    expect(reductionOnTheDay(20, { total: 100, taken: 100 })).toBe(0);
  });
});

describe('money for a person', () => {
  it('reads in its currency', () => {
    expect(formatMoney(50_000, 'GBP')).toBe('£500.00');
    expect(formatMoney(5, 'EUR')).toBe('€0.05');
    expect(formatMoney(1200, 'JPY')).toBe('JP¥1,200');
    expect(formatMoney(123_456_789_012_345, 'GBP')).toBe('£1,234,567,890,123.45');
    expect(formatRate(2000)).toBe('20%');
    expect(formatRate(550)).toBe('5.5%');
  });

  it('divides half up', () => {
    expect([divideHalfUp(1n, 2n), divideHalfUp(3n, 2n), divideHalfUp(1n, 3n), divideHalfUp(2n, 3n)]).toEqual([
      1n,
      2n,
      0n,
      1n,
    ]);
  });
});

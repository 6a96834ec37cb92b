import { expect, test } from 'vitest';
import { addedWords, arithmetic } from './price-words';

const price = (numerator: number, denominator: number, net: number) => ({
  seats: 25,
  unitPrice: 4000,
  currency: 'GBP',
  billingPeriod: 'year' as const,
  period: { from: '', to: '' },
  share: { numerator, denominator, percent: Math.round((numerator * 1000) / denominator) / 10 },
  net,
  taxRateBp: 2000,
  taxName: 'VAT',
  tax: 0,
  total: 0,
});

test.each([
  [1, 1, 100_000, '25 × £40.00 a year = £1,000.00'],
  [1, 2, 50_000, '25 × £40.00 a year × 50% left = £500.00'],
  [15_728_400, 31_536_000, 49_874, '25 × £40.00 a year × 49.874% left = £498.74'],
])('the share is written so that the sum can be checked (%i of %i)', (numerator, denominator, net, line) => {
  expect(arithmetic(price(numerator, denominator, net))).toBe(line);
});

test.each([
  [{ seats: 25, wentToWaiting: 0, available: 54 }, '25 seats added. 54 available.'],
  [
    { seats: 25, wentToWaiting: 1, available: 24 },
    '25 seats added. 1 went to a person waiting; 24 available.',
  ],
  [
    { seats: 25, wentToWaiting: 15, available: 10 },
    '25 seats added. 15 went to people waiting; 10 available.',
  ],
])('says what really became available', (answer, words) => {
  expect(addedWords(answer)).toBe(words);
});

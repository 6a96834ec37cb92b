import { expect, test } from 'vitest';
import { readReduction, reductionWords, renewalSum } from './plan-words';

test.each([
  ['', 'Say how many seats to give up.'],
  ['ten', '“ten” is not a number.'],
  ['2.5', '2.5 is not a whole number.'],
  ['-3', 'At least 1 seat, or drop the plan.'],
  ['0', 'At least 1 seat, or drop the plan.'],
  ['56', 'The space has 55 seats: no more can go.'],
])('"%s" seats to give up are refused with a sentence', (typed, problem) => {
  expect(readReduction(typed, 55)).toEqual({ problem });
});

test('a whole number of the seats there are is taken', () => {
  expect(readReduction(' 55 ', 55)).toEqual({ seats: 55 });
  expect(readReduction('1,000', 2000)).toEqual({ seats: 1000 });
});

test.each([
  [10, '45 seats stay, of which 42 are held today.'],
  [
    14,
    '42 seats are held today, so 1 person would have to go first. Seats still held on the day stay and are charged.',
  ],
  [
    20,
    '42 seats are held today, so 7 people would have to go first. Seats still held on the day stay and are charged.',
  ],
])('giving up %i of 55 seats, 42 held', (reduction, words) => {
  expect(reductionWords({ total: 55, taken: 42 }, reduction)).toBe(words);
});

test('the renewal is written so that it can be checked, also without minor units', () => {
  expect(renewalSum({ unitPrice: 4000, currency: 'GBP' }, 45, 'year')).toBe(
    '45 seats × £40.00 a year = £1,800.00, before tax',
  );
  expect(renewalSum({ unitPrice: 600, currency: 'JPY' }, 1, 'month')).toBe(
    '1 seat × JP¥600 a month = JP¥600, before tax',
  );
});

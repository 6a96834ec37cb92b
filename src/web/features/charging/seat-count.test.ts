import { expect, test } from 'vitest';
import { readSeatCount } from './seat-count';

test.each([
  ['', /^Say how many seats to add\./],
  ['   ', /^Say how many seats to add\./],
  ['9', /^9 is too few\./],
  ['0', /^0 is too few\./],
  ['1001', /^1001 is too many\./],
  ['1,001', /^1,001 is too many\./],
  ['10.5', /^10\.5 is not a whole number\./],
  ['-10', /^-10 would take seats away\./],
  ['−10', /^−10 would take seats away\./],
  ['ten', /^“ten” is not a number\./],
  ['10,5', /^“10,5” is not a number\./],
  ['1,00', /^“1,00” is not a number\./],
  ['1e2', /^“1e2” is not a number\./],
  ['25 seats', /^“25 seats” is not a number\./],
  ['999999999999999999999999', /^99999999999999999999… is too many\./],
])('%j is refused with a sentence', (typed, sentence) => {
  const { seats, problem } = readSeatCount(typed);
  expect(seats).toBeUndefined();
  expect(problem).toMatch(sentence);
  expect(problem).toMatch(/from 10 to 1,000 at a time, as a whole number\.$/);
});

test.each([
  ['10', 10],
  ['1000', 1000],
  ['1,000', 1000],
  [' 25 ', 25],
])('%j is read as it stands', (typed, seats) => {
  expect(readSeatCount(typed)).toEqual({ seats });
});

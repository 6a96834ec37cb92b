import { expect, test } from 'vitest';
import { poolFinding, tableRows } from './pool-words';

const day = 24 * 3600 * 1000;
const now = Date.parse('2026-11-24T12:00:00Z');
const point = (daysAgo: number, total: number, taken: number, waiting = 0) => ({
  at: new Date(now - daysAgo * day).toISOString(),
  total,
  taken,
  waiting,
});

test.each([
  [point(90, 50, 29), point(0, 55, 46), 90, 'Seats held rose from 29 to 46 in 90 days; 9 of 55 are free'],
  [point(30, 55, 55), point(0, 55, 54), 30, 'Seats held fell from 55 to 54 in 30 days; 1 of 55 is free'],
  [point(365, 55, 46), point(0, 55, 46), 365, '46 seats held, as a year ago; 9 of 55 are free'],
  [point(20, 1, 1), point(0, 1, 1), 90, '1 seat held, as at the beginning; none is free'],
  [
    point(20, 30, 1),
    point(0, 30, 30, 4),
    undefined,
    'Seats held rose from 1 to 30 since the space was made; none is free, and 4 people wait',
  ],
])('a course of seats has its finding as a title', (first, last, days, words) => {
  expect(poolFinding([first, last], days)).toBe(words);
});

test('the table behind a chart has about a dozen rows and ends with now', () => {
  const rows = tableRows(Array.from({ length: 121 }, (_, i) => i));
  expect(rows).toHaveLength(13);
  expect(rows.at(-1)).toBe(120);
  expect(tableRows([1, 2])).toEqual([1, 2]);
});

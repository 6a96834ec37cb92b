import { expect, test } from 'vitest';
import { nextRun } from './schedule-rules.ts';
import { retryDelay } from './retry-rules.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const next = (time: string, after: string, days = everyDay, zone = 'Europe/London') =>
  nextRun({ time, days }, zone, new Date(after)).toISOString();

test.each([
  ['later today', '02:30', '2026-01-15T01:00:00Z', '2026-01-15T02:30:00.000Z'],
  ['this very minute is over', '02:30', '2026-01-15T02:30:00Z', '2026-01-16T02:30:00.000Z'],
  ['in summer time', '02:30', '2026-07-15T01:00:00Z', '2026-07-15T01:30:00.000Z'],
  // 29 March 2026: clocks go from 01:00 to 02:00; 01:30 does not exist and counts as 02:30.
  ['in the hour that is skipped', '01:30', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
  ['the day after it', '01:30', '2026-03-29T01:30:00Z', '2026-03-30T00:30:00.000Z'],
  // 25 October 2026: 01:30 comes twice; the first counts, and the second does not run again.
  ['in the hour that comes twice', '01:30', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
  ['after the first of the two', '01:30', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
])('%s', (_, time, after, expected) => {
  expect(next(time, after)).toBe(expected);
});

test('days of the week are those of the zone, not of UTC', () => {
  // Sunday evening in UTC is Monday morning in Auckland.
  expect(next('08:00', '2026-01-11T12:00:00Z', [1], 'Pacific/Auckland')).toBe('2026-01-11T19:00:00.000Z');
  expect(next('08:00', '2026-01-11T20:00:00Z', [1], 'Pacific/Auckland')).toBe('2026-01-18T19:00:00.000Z');
});

test('pauses grow, are spread by chance, and honour what the other side asks for', () => {
  expect([1, 2, 3, 4].map((attempt) => retryDelay(attempt, 1))).toEqual([30_000, 60_000, 120_000, 240_000]);
  expect(retryDelay(1, 0)).toBe(15_000);
  expect(retryDelay(20, 1)).toBe(900_000);
  expect(retryDelay(1, 0.5, 600_000)).toBe(600_000);
});

import { expect, test } from 'vitest';
import { believable, refuseOlder } from './file-age-rules.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 6, 1, 12, minute));
const refused = (file: [Date | null, string], last: [Date | null, string], byHand: boolean) => {
  const of = ([time, hash]: [Date | null, string]) => ({ time, hash });
  try {
    refuseOlder(of(file), of(last), { byHand, timeZone: 'Europe/London' });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

test.each([
  ['a minute older', at(0), 'a', true, false],
  ['an hour older', at(-60), 'a', true, true],
  ['the same file, older', at(-60), 'b', true, false],
  ['newer', at(2), 'a', false, false],
  ['without a time', null, 'a', false, false],
])('%s', (_, time, hash, fetchedRefused, byHandRefused) => {
  expect(refused([time, hash], [at(1), 'b'], false) !== undefined).toBe(fetchedRefused);
  expect(refused([time, hash], [at(1), 'b'], true) !== undefined).toBe(byHandRefused);
});

test('a file by hand is told both times, in the space’s zone, and what to do next', () => {
  expect(refused([at(-90), 'a'], [at(0), 'b'], true)).toBe(
    'This file was last saved on 1 July 2026 at 11:30, before the last one applied (1 July 2026 at 13:00). Export the data again and send that; to take this file all the same, save it again first.',
  );
});

test('a time that has not come yet counts as now', () => {
  expect(believable(at(5), at(0))).toEqual(at(0));
  expect(believable(at(-5), at(0))).toEqual(at(-5));
  expect(believable(null, at(0))).toBeNull();
});

test.each(['1970-01-01T00:00:00Z', '1980-01-01T00:00:00Z', '0000-01-01T00:00:00Z'])(
  '%s tells nothing',
  (time) => {
    expect(believable(new Date(time), at(0))).toBeNull();
  },
);

import { expect, test } from 'vitest';
import { decide } from './decide-rules.ts';

type Run = Parameters<typeof decide>[0];
type Found = Parameters<typeof decide>[1];

const run: Run = { kind: 'sync', intent: 'apply', approvedBinding: null };
const found: Found = { guards: 0, firstRun: false, paused: false, binding: 'b', approve: 'no' };

test.each<[string, Partial<Run>, Partial<Found>, string, string | null]>([
  ['goes on by itself', {}, {}, 'applying', null],
  ['a rehearsal stops', { intent: 'rehearse' }, {}, 'rehearsed', 'rehearsal'],
  ['a first run stops', {}, { firstRun: true }, 'rehearsed', 'first_run'],
  ['a first run approved beforehand', {}, { firstRun: true, approve: 'first' }, 'applying', null],
  ['a guard holds', {}, { guards: 1 }, 'held', 'guards'],
  ['a guard holds, whatever was said of first runs', {}, { guards: 1, approve: 'first' }, 'held', 'guards'],
  ['a guard overridden beforehand', {}, { guards: 1, approve: 'any' }, 'applying', null],
  ['a paused source applies nothing by itself', {}, { paused: true }, 'rehearsed', 'source_paused'],
  [
    'a paused source applies nothing, whatever was said of first runs',
    {},
    { paused: true, approve: 'first' },
    'rehearsed',
    'source_paused',
  ],
  ['an undo always waits', { kind: 'undo' }, { approve: 'any' }, 'rehearsed', 'undo'],
  [
    'approved as it is',
    { approvedBinding: 'b' },
    { guards: 1, firstRun: true, paused: true },
    'applying',
    null,
  ],
  ['approved as it was', { approvedBinding: 'a' }, { guards: 1 }, 'held', 'approval_void'],
  ['approved as it was, unguarded', { approvedBinding: 'a' }, {}, 'rehearsed', 'approval_void'],
])('%s', (_, one, other, state, reason) => {
  expect(decide({ ...run, ...one }, { ...found, ...other })).toEqual({ state, reason });
});

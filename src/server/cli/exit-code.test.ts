import { expect, test } from 'vitest';
import { runStates } from '../features/employee-sync/run-schemas.ts';
import { exitCodeOf } from './exit-code.ts';

test('a command ends with 0 for a run applied or rehearsed, 2 for one held, 1 for any other', () => {
  const codes = Object.fromEntries(runStates.map((state) => [state, exitCodeOf({ state, reason: null })]));
  expect(codes).toEqual({
    receiving: 1,
    queued: 1,
    running: 1,
    rehearsed: 0,
    held: 2,
    applying: 1,
    applied: 0,
    refused: 1,
    failed: 1,
    discarded: 1,
    superseded: 1,
    cancelled: 1,
  });
  expect(exitCodeOf({ state: 'rehearsed', reason: 'guards' })).toBe(0);
  expect(exitCodeOf({ state: 'cancelled', reason: 'nothing_new' })).toBe(0);
});

import { expect, test } from 'vitest';
import { runStates } from '../features/employee-sync/run-schemas.ts';
import { exitCodeOf } from './exit-code.ts';

const rehearsal = { state: 'rehearsed', reason: null, intent: 'rehearse', needsDecision: true } as const;

test('a command ends with 0 for a run applied or rehearsed, 2 for one held, 1 for any other', () => {
  const codes = Object.fromEntries(runStates.map((state) => [state, exitCodeOf({ ...rehearsal, state })]));
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
  expect(exitCodeOf({ ...rehearsal, reason: 'guards' })).toBe(0);
  expect(exitCodeOf({ ...rehearsal, state: 'cancelled', reason: 'nothing_new' })).toBe(0);
});

test('a run that was to be applied and is only rehearsed waits for a person, as one held does', () => {
  const paused = { ...rehearsal, intent: 'apply', reason: 'source_paused' } as const;
  expect(exitCodeOf(paused)).toBe(2);
  expect(exitCodeOf({ ...paused, reason: 'first_run' })).toBe(2);
  expect(exitCodeOf({ ...paused, needsDecision: false })).toBe(0);
});

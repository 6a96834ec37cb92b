import { expect, test } from 'vitest';
import { runInLines, type RunToTell } from './print-run.ts';

const counts = { joiner: 0, leaver: 1, unchanged: 9 };
const run = {
  state: 'applied' as const,
  intent: 'rehearse' as const,
  needsDecision: true,
  reason: null,
  rows: 9,
  counts,
  problem: null,
  guards: [],
  warnings: [],
  sourceName: 'HR server',
};
const told = (part: Partial<RunToTell['run']>, beside: Partial<Omit<RunToTell, 'run'>> = {}) =>
  runInLines({
    run: { ...run, ...part },
    rowErrors: [],
    conflicts: [],
    source: { state: 'active', pausedReason: null },
    ...beside,
  });

test('a run is told without what is nothing; where nobody has changed, that too', () => {
  expect(told({})).toEqual(['applied: 9 rows', '  leaver: 1', '  unchanged: 9']);
  const sentence = '4 people would leave; the limit is 3.';
  const guards = [{ guard: 'leavers' as const, found: 4, limit: 3, sentence }];
  expect(told({ state: 'held', rows: 1, counts: {}, guards })).toEqual([
    'held: 1 row',
    sentence,
    'Nobody has changed. It is held until somebody decides on the Data sync page.',
  ]);
  expect(told({ state: 'rehearsed', rows: 1, counts: {}, guards })).toEqual([
    'rehearsed: 1 row',
    sentence,
    'It would be held.',
    'Nobody has changed. It waits for approval on the Data sync page.',
  ]);
  expect(told({ state: 'rehearsed', counts: {}, needsDecision: false })[1]).toBe(
    'Nobody has changed. There is nothing to approve.',
  );
  const problem = 'hr.acme.test cannot be reached.';
  expect(told({ state: 'failed', rows: 0, counts: {}, problem })).toEqual([
    'failed: 0 rows',
    problem,
    'Nobody has changed.',
  ]);
});

test('rows that cannot be used are told with line, column and reason, the first twenty of them', () => {
  const bad = (line: number) => ({ line, column: 'End Date', sentence: 'A date is not a day' });
  const rowErrors = Array.from({ length: 24 }, (_, i) => bad(i + 2));
  const lines = told({ counts: { error: 1234 } }, { rowErrors });
  expect(lines.slice(2, 4)).toEqual([
    'Line 2, column End Date: A date is not a day.',
    'Line 3, column End Date: A date is not a day.',
  ]);
  expect(lines.slice(21)).toEqual(['Line 21, column End Date: A date is not a day.', 'and 1214 more.']);
  const conflicts = [{ line: 7, column: null, employeeId: 'E7', sentence: 'There twice' }];
  expect(told({ counts: { conflict: 1 } }, { conflicts })).toContain('Line 7, employee id E7: There twice.');
});

test('a source that is paused is said to be', () => {
  const paused = (pausedReason: string | null) => ({ source: { state: 'paused' as const, pausedReason } });
  const waits = { state: 'rehearsed', intent: 'apply', reason: 'source_paused', counts: {} } as const;
  expect(told(waits, paused(null))).toEqual([
    'rehearsed: 9 rows',
    'HR server is paused. Nothing is applied by itself.',
    'Nobody has changed. It was not applied. Approve it on the Data sync page, or import it again with --approve-held.',
  ]);
  const five = '5 runs in a row failed. The last: It cannot be reached.';
  expect(told({ state: 'failed' }, paused(five))).toContain(`HR server is paused: ${five}`);
});

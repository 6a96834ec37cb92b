import { expect, test } from 'vitest';
import { runInLines } from './print-run.ts';

const counts = { joiner: 0, leaver: 1, unchanged: 9 };
const calm = { rows: 9, counts, problem: null, guards: [], warnings: [] };

test('a run is told without what is nothing; where nobody has changed, that too', () => {
  expect(runInLines({ ...calm, state: 'applied' })).toEqual([
    'applied: 9 rows',
    '  leaver: 1',
    '  unchanged: 9',
  ]);
  const sentence = '4 people would leave; the limit is 3.';
  const guards = [{ guard: 'leavers' as const, found: 4, limit: 3, sentence }];
  expect(runInLines({ ...calm, state: 'held', rows: 1, counts: {}, guards })).toEqual([
    'held: 1 row',
    sentence,
    'Nobody has changed. It is held until somebody decides on the Data sync page.',
  ]);
  const problem = 'hr.acme.test cannot be reached.';
  expect(runInLines({ ...calm, state: 'failed', rows: 0, counts: {}, problem })).toEqual([
    'failed: 0 rows',
    problem,
    'Nobody has changed.',
  ]);
});

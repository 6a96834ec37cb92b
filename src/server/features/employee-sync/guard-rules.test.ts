import { expect, test } from 'vitest';
import { bindingOf, judgeGuards, ordinaryLimits, type Figures } from './guard-rules.ts';

const calm: Figures = {
  mode: 'full',
  rows: 1000,
  lastGoodRows: 1000,
  badRows: 0,
  otherIds: 0,
  leavers: 0,
  leaversBefore: 0,
  peopleBefore: 1000,
  peopleNow: 1000,
  columns: ['employee_id', 'email', 'first_name', 'last_name'],
  statusKnown: 0,
  blanks: {},
  blanksBefore: {},
  complete: true,
  incompleteReason: null,
};

test.each<[string, Partial<Figures>, string[]]>([
  ['nothing unusual', {}, []],
  ['leavers: ten per cent', { leavers: 100 }, []],
  ['leavers: one more', { leavers: 101 }, ['leavers']],
  ['leavers: three of few', { leavers: 3, peopleBefore: 5 }, []],
  ['leavers: four of few', { leavers: 4, peopleBefore: 5 }, ['leavers']],
  ['leavers: of 39 people, 3.9 are allowed', { leavers: 4, peopleBefore: 39 }, ['leavers']],
  ['leavers: of 40 people, four', { leavers: 4, peopleBefore: 40 }, []],
  ['leavers: with those of the last 24 hours', { leavers: 1, leaversBefore: 100 }, ['leavers']],
  ['leavers: with those of the last 24 hours, just so many', { leavers: 1, leaversBefore: 99 }, []],
  ['leavers: never without one in this run', { leavers: 0, leaversBefore: 500 }, []],
  ['shrinking: four in five', { rows: 800 }, []],
  ['shrinking: one fewer', { rows: 799 }, ['shrinking']],
  ['shrinking: means nothing for changes', { rows: 10, mode: 'changes' }, []],
  ['shrinking: means nothing the first time', { rows: 10, lastGoodRows: null }, []],
  ['bad rows: two per cent', { badRows: 20 }, []],
  ['bad rows: one more', { badRows: 21 }, ['bad_rows']],
  ['bad rows: three of few', { rows: 4, lastGoodRows: 4, badRows: 3 }, []],
  ['bad rows: four of few', { rows: 4, lastGoodRows: 4, badRows: 4 }, ['bad_rows']],
  ['keys: two per cent', { otherIds: 20 }, []],
  ['keys: one more', { otherIds: 21 }, ['keys']],
  ['a required column half blank', { blanks: { last_name: 500 } }, ['column_blank']],
  ['a required column not quite half blank', { blanks: { last_name: 499 } }, []],
  ['a required column blank as before', { blanks: { last_name: 900 }, blanksBefore: { last_name: 0.9 } }, []],
  ['status unknown everywhere', { columns: [...calm.columns, 'status'] }, ['status_unknown']],
  ['status known once', { columns: [...calm.columns, 'status'], statusKnown: 1 }, []],
  ['not everyone was seen', { complete: false }, ['incomplete']],
])('%s', (_, figures, held) => {
  const guards = judgeGuards({ ...calm, ...figures }, ordinaryLimits);
  expect(guards.map(({ guard }) => guard)).toEqual(held);
  for (const { sentence } of guards) expect(sentence).toMatch(/^[A-Z\d].*\.$/);
});

test('a source may set its own limits', () => {
  const limits = { ...ordinaryLimits, leaversCount: 1, leaversPercent: 50, shrinkPercent: 10 };
  expect(judgeGuards({ ...calm, leavers: 500, rows: 100 }, limits)).toEqual([]);
  expect(judgeGuards({ ...calm, leavers: 501, rows: 99 }, limits).map(({ guard }) => guard)).toEqual([
    'leavers',
    'shrinking',
  ]);
});

test('a binding is another when any of its parts is, and not by the order of settings', () => {
  const parts = { fileHash: 'f', mapping: { a: '1', b: '2' }, limits: { x: 1 }, mode: 'full', matches: 'm' };
  const binding = bindingOf(parts);
  expect(bindingOf({ ...parts, mapping: { b: '2', a: '1' } })).toBe(binding);
  for (const other of [
    { fileHash: 'g' },
    { mapping: { a: '1' } },
    { limits: { x: 2 } },
    { mode: 'changes' },
    { matches: 'n' },
  ])
    expect(bindingOf({ ...parts, ...other })).not.toBe(binding);
});

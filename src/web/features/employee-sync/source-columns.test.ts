import { expect, test } from 'vitest';
import { needsNames, unreadOf } from './source-columns';
import { emptyDraft } from './source-draft';

const headers = ['Staff No.', ' E-Mail ', 'first name', 'LAST_NAME', 'Department', 'Shoe size', ''];
const mapping = { employee_id: 'staff no.', email: 'E-Mail', department: ' ' };

test('what goes unread is told of the columns as they are named now', () => {
  expect(unreadOf({ ...emptyDraft, mapping }, headers)).toEqual(['Shoe size']);
  expect(unreadOf(emptyDraft, headers)).toEqual(['Staff No.', ' E-Mail ', 'Shoe size']);
  // Of an HRIS, a column that is not named is not read, but for those that nobody can do without.
  expect(unreadOf({ ...emptyDraft, kind: 'json', mapping }, headers)).toEqual(['Department', 'Shoe size']);
});

test('a second look goes by the names that are suggested, where more of a new source is read by them', () => {
  const result = { headers, suggestedMapping: mapping, problem: { reason: 'header_missing', sentence: '' } };
  const found = { hostKey: null, files: [], file: null, rows: [], ...result };
  expect(needsNames(emptyDraft, found)).toBe(true);
  expect(needsNames(emptyDraft, { ...found, suggestedMapping: {} })).toBe(false);
  expect(needsNames(emptyDraft, { ...found, problem: null })).toBe(true);
  expect(needsNames({ ...emptyDraft, kind: 'bamboohr' }, { ...found, problem: null })).toBe(false);
  expect(needsNames({ ...emptyDraft, id: 'of one' }, found)).toBe(false);
  expect(needsNames({ ...emptyDraft, mapping }, found)).toBe(false);
});

import { expect, test } from 'vitest';
import { wordsOf } from './filter-words';
import { parseUsersSearch } from './users-filter';

test('what an address names that does not exist is left out, the rest of it stays', () => {
  expect(
    parseUsersSearch({
      ...{ status: 'actve', role: 'boss, admin', source: 'csv,fax,scim', invitation: 'lost' },
      ...{
        lastActivity: 'today,7d',
        sort: '-size',
        department: 'Law, tax',
        q: 'ada',
        open: 'door',
        user: 'zoe',
        seats: 'abc',
      },
    }),
  ).toEqual({ role: 'admin', source: 'csv,scim', department: 'Law, tax', q: 'ada' });
  const right = { status: 'none', role: 'none', invitation: 'expired14d', lastActivity: '7d', sort: '-role' };
  expect(parseUsersSearch(right)).toEqual(right);
  const opened = { open: 'add-seats', seats: '15', user: '01a224df-37a1-77ae-a59d-387ba7b8ef09' };
  expect(parseUsersSearch(opened)).toEqual(opened);
  expect(parseUsersSearch({ sort: 'waitingSince', status: 'invited,active' })).toEqual({
    ...{ sort: 'waitingSince', status: 'invited,active' },
  });
});

test.each([
  ['status', 'invited,active', 'Holding a seat'],
  ['status', 'waiting,deactivated', 'Waiting for a seat, Deactivated'],
  ['role', 'none', 'Nobody'],
  ['department', 'Law, tax', 'Law, tax'],
  ['q', 'a@x.test, b@x.test', '2 pasted'],
])('%s %s reads %s', (key, value, words) => {
  expect(wordsOf(key, value)).toBe(words);
});

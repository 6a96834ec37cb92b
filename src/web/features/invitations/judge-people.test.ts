import { expect, it } from 'vitest';
import { countVerdicts, judgePeople } from './judge-people';
import type { Known, Person } from './people';

const person = (email: string, more: Partial<Person> = {}): Person => ({
  email,
  firstName: '',
  lastName: '',
  ...more,
});
const known = (status: Known['status'], id = 'u1'): Known => ({ id, name: 'Grace Hopper', status });

it('tells mistakes, slips, duplicates and people who are here, in which state', () => {
  const here = new Map([
    ['active@x.org', known('active')],
    ['invited@x.org', known('invited')],
    ['waiting@x.org', known('waiting')],
    ['gone@x.org', known('deactivated', 'u9')],
  ]);
  const judged = judgePeople(
    [
      'ada@x.org',
      'ADA@x.org',
      'ada',
      'Active@X.org',
      'invited@x.org',
      'waiting@x.org',
      'gone@x.org',
      'b@gmial.com',
    ].map((email) => person(email)),
    here,
  );
  expect(judged.map(({ verdict }) => verdict)).toEqual([
    ...['ready', 'duplicate', 'mistake', 'here', 'here', 'here', 'returning', 'ready'],
  ]);
  expect(judged[3]?.words).toBe('Here already, active');
  expect(judged[4]?.words).toBe('Invited already, has not claimed yet');
  expect(judged[6]).toMatchObject({ userId: 'u9' });
  expect(judged[7]).toMatchObject({ meant: 'b@gmail.com' });
  expect(countVerdicts(judged)).toEqual({
    ready: 2,
    slip: 1,
    duplicate: 1,
    mistake: 1,
    here: 3,
    returning: 1,
  });
});

it('judges employee ids and what a file’s row could not say', () => {
  const judged = judgePeople(
    [
      person('a@x.org', { employeeId: '7' }),
      person('b@x.org', { employeeId: '7' }),
      person('c@x.org', { employeeId: '8' }),
      person('e@x.org', { firstName: 'x'.repeat(201), employeeId: 'y'.repeat(101) }),
      person('d@x.org', { faults: [{ field: 'role', value: 'boss', words: 'The role is member or admin' }] }),
    ],
    new Map([['8', known('active')]]),
  );
  expect(judged.map(({ words }) => words)).toEqual([
    undefined,
    'Employee id 7 stands further up already',
    'Employee id 8 is Grace Hopper’s',
    'The first name has more than 200 characters. The employee id has more than 100 characters',
    'The role is member or admin',
  ]);
});

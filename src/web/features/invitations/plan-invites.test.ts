import { expect, it } from 'vitest';
import type { Draft } from './draft';
import type { Judged } from './people';
import { planInvites, seatsToAdd, todayIn } from './plan-invites';

const draft: Draft = {
  way: 'email',
  text: '',
  file: undefined,
  role: 'member',
  department: ' Sales ',
  message: '',
  inviteOn: '',
  reactivate: false,
};
const judged = (email: string, more: Partial<Judged> = {}): Judged => ({
  index: 0,
  person: { email, firstName: 'Ada', lastName: '' },
  verdict: 'ready',
  ...more,
});

it('sends those who are fit, each as their row says and else as the dialog does', () => {
  const own = { email: 'b@x.org', firstName: '', lastName: '', role: 'admin' as const, department: 'IT' };
  const list = [judged('a@x.org'), judged('b@x.org', { person: own }), judged('c', { verdict: 'mistake' })];
  expect(planInvites(list, draft, '2026-11-25')).toEqual({
    rows: [
      { email: 'a@x.org', role: 'member', firstName: 'Ada', department: 'Sales' },
      { email: 'b@x.org', role: 'admin', department: 'IT' },
    ],
    returning: [],
    needed: 2,
    scheduled: 0,
  });
});

it('needs no seat today for a later day, and one for each who is reactivated', () => {
  const list = [judged('a@x.org'), judged('g@x.org', { verdict: 'returning', userId: 'u9' })];
  const later = { ...draft, inviteOn: '2026-12-01', reactivate: true };
  expect(planInvites(list, later, '2026-11-25')).toMatchObject({
    returning: ['u9'],
    needed: 1,
    scheduled: 1,
  });
  expect(planInvites(list, later, '2026-12-01')).toMatchObject({ needed: 2, scheduled: 0 });
});

it('offers as many seats as are short, from 10 to 1,000', () => {
  expect([1, 10, 37, 4000].map(seatsToAdd)).toEqual([10, 10, 37, 1000]);
});

it('knows which day it is in the space', () => {
  const instant = new Date('2026-11-25T20:00:00Z');
  expect(todayIn('Europe/London', instant)).toBe('2026-11-25');
  expect(todayIn('Asia/Tokyo', instant)).toBe('2026-11-26');
});

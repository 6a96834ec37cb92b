import { expect, it } from 'vitest';
import { outcomeWords, summaryOf } from './outcome-words';

const row = (email: string, inviteOn?: string) => ({
  email,
  role: 'member' as const,
  ...(inviteOn && { inviteOn }),
});
const plan = (rows: ReturnType<typeof row>[]) => ({ rows, returning: [], needed: 0, scheduled: 0 });

it('says what became of whom, and of all', () => {
  expect(outcomeWords({ email: 'a', status: 'invited' }, undefined)).toBe('Invited');
  expect(outcomeWords({ email: 'a', status: 'waiting' }, undefined)).toBe('Waiting for a seat');
  expect(outcomeWords({ email: 'a', status: 'waiting' }, '2026-12-03')).toBe('Scheduled for 3 December 2026');
  expect(outcomeWords({ email: 'a', status: 'refused', code: 'user_exists' }, undefined)).toBe(
    'Here already',
  );
  const sending = {
    plan: plan([row('a'), row('b'), row('c', '2026-12-03'), row('d')]),
    outcomes: [
      { email: 'a', status: 'invited' as const },
      { email: 'b', status: 'waiting' as const },
      { email: 'c', status: 'waiting' as const },
      { email: 'd', status: 'refused' as const, code: 'user_exists' as const },
    ],
    reactivated: { done: 2, refused: [] },
  };
  expect(summaryOf(sending)).toBe(
    '1 user invited, 1 invitation scheduled, 2 users reactivated, 1 user waiting for a seat, 1 user left out',
  );
  expect(summaryOf({ plan: plan([]), outcomes: [], reactivated: undefined })).toBe('Nobody was invited');
});

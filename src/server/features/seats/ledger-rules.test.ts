import { expect, test } from 'vitest';
import { summariseMovement, type LedgerDeltas } from './ledger-rules.ts';

const none = { totalDelta: 0, invitedDelta: 0, activeDelta: 0, waitingDelta: 0, deactivatedDelta: 0 };

test.each<[string, Partial<LedgerDeltas>]>([
  ['30 seats bought to begin with', { reason: 'space_made', totalDelta: 30 }],
  ['The Owner invited, 1 seat taken', { reason: 'space_made', invitedDelta: 1 }],
  ['1 person invited, 1 seat taken', { reason: 'invited', invitedDelta: 1 }],
  ['1,200 people invited, 1,200 seats taken', { reason: 'invited', invitedDelta: 1200 }],
  ['1 person signed in for the first time', { reason: 'claimed', invitedDelta: -1, activeDelta: 1 }],
  [
    '3 people deactivated, 3 seats freed',
    { reason: 'deactivated', invitedDelta: -1, activeDelta: -2, deactivatedDelta: 3 },
  ],
  ['2 people deleted, 2 seats freed', { reason: 'deleted', activeDelta: -2 }],
  ['1 person deleted, no seat moved', { reason: 'deleted', deactivatedDelta: -1 }],
  ['4 people put on the waiting list, no seat moved', { reason: 'waiting_joined', waitingDelta: 4 }],
  ['15 seats went to people waiting', { reason: 'waiting_promoted', invitedDelta: 15, waitingDelta: -15 }],
  ['1 seat given up at the renewal', { reason: 'renewal_reduced', totalDelta: -1 }],
  ['25 seats added', { reason: 'seats_added', totalDelta: 25 }],
])('%s', (words, row) => {
  expect(summariseMovement({ movement: 'status', reason: 'sync', ...none, ...row })).toBe(words);
});

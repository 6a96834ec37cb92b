import type { Movement, SeatReason } from './seat-rules.ts';

/** One movement of the pool: what it changed, as the ledger has it. */
export interface LedgerDeltas {
  movement: Movement['kind'];
  reason: SeatReason;
  totalDelta: number;
  invitedDelta: number;
  activeDelta: number;
  waitingDelta: number;
  deactivatedDelta: number;
}

const whole = new Intl.NumberFormat('en-GB');
const seats = (n: number): string => (n === 1 ? '1 seat' : `${whole.format(n)} seats`);
const people = (n: number): string => (n === 1 ? '1 person' : `${whole.format(n)} people`);

const happened: Partial<Record<SeatReason, string>> = {
  invited: 'invited',
  open_link_claimed: 'joined by an open link',
  reactivated: 'reactivated',
  deactivated: 'deactivated',
  deleted: 'deleted',
  waiting_joined: 'put on the waiting list',
  waiting_left: 'deactivated while waiting',
  sync: 'changed by the employee data',
};

/** A movement in words: "3 people invited, 3 seats taken". */
export function summariseMovement(row: LedgerDeltas): string {
  const { reason, totalDelta } = row;
  const taken = row.invitedDelta + row.activeDelta;
  if (reason === 'space_made') {
    return totalDelta > 0 ? `${seats(totalDelta)} bought to begin with` : 'The Owner invited, 1 seat taken';
  }
  if (reason === 'seats_added') return `${seats(totalDelta)} added`;
  if (reason === 'renewal_reduced') return `${seats(-totalDelta)} given up at the renewal`;
  if (reason === 'waiting_promoted') return `${seats(taken)} went to people waiting`;
  if (reason === 'claimed') return `${people(row.activeDelta)} signed in for the first time`;
  return `${people(peopleIn(row))} ${happened[reason] ?? 'changed'}, ${seatsMoved(taken)}`;
}

/** How many people a movement is about: those who came into a state, or who left for good. */
function peopleIn(row: LedgerDeltas): number {
  const deltas = [row.invitedDelta, row.activeDelta, row.waitingDelta, row.deactivatedDelta];
  const sum = (sign: 1 | -1) => deltas.reduce((all, delta) => all + Math.max(0, sign * delta), 0);
  return Math.max(sum(1), sum(-1));
}

function seatsMoved(taken: number): string {
  if (taken === 0) return 'no seat moved';
  return taken > 0 ? `${seats(taken)} taken` : `${seats(-taken)} freed`;
}

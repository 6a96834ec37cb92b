/** A space's seat arithmetic. `taken` is always `invited + active`, and never over `total`. */
export interface SeatPool {
  total: number;
  taken: number;
  invited: number;
  active: number;
  waiting: number;
  deactivated: number;
  ledger_number: number;
}

/** Why a pool moves; the words of the ledger. */
export type SeatReason =
  | 'space_made'
  | 'invited'
  | 'open_link_claimed'
  | 'claimed'
  | 'reactivated'
  | 'deactivated'
  | 'deleted'
  | 'waiting_joined'
  | 'waiting_left'
  | 'waiting_promoted'
  | 'seats_added'
  | 'renewal_reduced'
  | 'sync';

/** How many to move: seats granted, Users by status. All may be negative. */
export interface Deltas {
  total?: number;
  invited?: number;
  active?: number;
  waiting?: number;
  deactivated?: number;
}

export interface Movement extends Deltas {
  kind: 'grant' | 'reduce' | 'take' | 'release' | 'claim' | 'status';
  reason: SeatReason;
  orderId?: string | null;
}

export const available = (pool: Pick<SeatPool, 'total' | 'taken'>): number => pool.total - pool.taken;

/** Users of each status, as deltas: `countByStatus([...], -1)` takes them all away. */
export function countByStatus(
  statuses: readonly ('invited' | 'active' | 'waiting' | 'deactivated')[],
  sign: 1 | -1 = 1,
): Deltas {
  const deltas = { invited: 0, active: 0, waiting: 0, deactivated: 0 };
  for (const status of statuses) deltas[status] += sign;
  return deltas;
}

import type { Run } from '../features/employee-sync/index.ts';

/**
 * How a command that took a run as far as it goes ends: 0 applied or rehearsed, also over the limits, as a
 * rehearsal is no attempt; 2 held; 1 where what was asked for did not come about.
 */
export function exitCodeOf({ state, reason }: Pick<Run, 'state' | 'reason'>): number {
  if (state === 'held') return 2;
  const quiet = state === 'cancelled' && reason === 'nothing_new';
  return state === 'applied' || state === 'rehearsed' || quiet ? 0 : 1;
}

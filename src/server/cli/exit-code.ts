import type { Run } from '../features/employee-sync/index.ts';

/**
 * How a command that took a run as far as it goes ends: 0 applied or rehearsed, also over the limits, as a
 * rehearsal is no attempt; 2 where it was to be applied and waits for a person; 1 where what was asked for did
 * not come about.
 */
export function exitCodeOf(run: Pick<Run, 'state' | 'reason' | 'intent' | 'needsDecision'>): number {
  const { state, reason } = run;
  if (state === 'held' || awaitsApproval(run)) return 2;
  const quiet = state === 'cancelled' && reason === 'nothing_new';
  return state === 'applied' || state === 'rehearsed' || quiet ? 0 : 1;
}

/** Whether a run was to be applied, would change somebody, and is only rehearsed. */
export const awaitsApproval = (run: Pick<Run, 'state' | 'intent' | 'needsDecision'>): boolean =>
  run.state === 'rehearsed' && run.intent === 'apply' && run.needsDecision;

import type { Run, RunState } from './run-queries.ts';

/** How far an approval goes that is given before the plan is known: for no run, a first one, or one that is held. */
export type Approve = 'no' | 'first' | 'any';

export interface Decision {
  state: Extract<RunState, 'rehearsed' | 'held' | 'applying'>;
  reason: string | null;
}

/**
 * Whether a planned run may be applied, or waits for a person. An approval counts only for the plan
 * it was given for; an undo, a first run and a paused source always wait.
 */
export function decide(
  run: Pick<Run, 'kind' | 'intent' | 'approvedBinding'>,
  found: { guards: number; firstRun: boolean; paused: boolean; binding: string; approve: Approve },
): Decision {
  if (run.approvedBinding !== null) {
    if (run.approvedBinding === found.binding) return { state: 'applying', reason: null };
    return { state: found.guards > 0 ? 'held' : 'rehearsed', reason: 'approval_void' };
  }
  if (run.kind === 'undo') return { state: 'rehearsed', reason: 'undo' };
  if (found.guards > 0 && found.approve !== 'any')
    return { state: run.intent === 'rehearse' ? 'rehearsed' : 'held', reason: 'guards' };
  if (run.intent === 'rehearse') return { state: 'rehearsed', reason: 'rehearsal' };
  if (found.firstRun && found.approve === 'no') return { state: 'rehearsed', reason: 'first_run' };
  if (found.paused && found.approve !== 'any') return { state: 'rehearsed', reason: 'source_paused' };
  return { state: 'applying', reason: null };
}

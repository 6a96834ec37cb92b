import type { Run } from './run-queries.ts';
import type { Source } from './source-queries.ts';

/** Why a source is paused whose last run was taken back; it says so until a newer run of it is applied. */
export const pausedByUndo = 'Its last run was undone; the same file would repeat it.';

/** Why a run cannot be taken back, in words; undefined where it can. */
export function refuseUndo(
  run: Run | undefined,
  source: Pick<Source, 'lastAppliedRunId'> | undefined,
): string | undefined {
  if (run?.kind !== 'sync') return 'Only a run of employee data can be undone.';
  if (run.state !== 'applied') return 'Only a run that was applied can be undone.';
  if (run.stepsTotal === 0) return 'This run changed nobody: there is nothing to undo.';
  if (run.undoneByRunId !== null) return 'This run has been undone already.';
  if (source?.lastAppliedRunId !== run.id)
    return 'A later run of this source has changed people; only the last one can be undone.';
  return undefined;
}

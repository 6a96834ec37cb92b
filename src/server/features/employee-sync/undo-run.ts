import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { findRun, findUndo, insertRun } from './run-queries.ts';
import { findSource } from './source-queries.ts';
import { refuseUndo } from './undo-rules.ts';

/**
 * Begins taking back the last applied run of a source, as a run of its own: it is rehearsed, and
 * waits for approval like any other. @returns the undo's run id.
 * @throws DomainError `not_found`, `invalid_state`, `run_in_progress` (an undo of it waits already).
 */
export const undoRun = command({
  name: 'undo_sync_run',
  permission: 'manage_users',
  input: z.object({ runId: z.uuid() }),
  async run(ctx, { runId }) {
    const run = await findRun(ctx, runId, true);
    if (!run) throw notFound('There is no such run in this space.');
    const refusal = refuseUndo(run, await findSource(ctx, { id: run.sourceId }));
    if (refusal) throw new DomainError('invalid_state', refusal);
    const open = await findUndo(ctx, runId);
    if (open)
      throw new DomainError('run_in_progress', 'An undo of this run is rehearsed already.', { run: open });
    const id = await insertRun(ctx, {
      sourceId: run.sourceId,
      kind: 'undo',
      undoesRunId: runId,
      mode: run.mode,
      intent: 'rehearse',
      state: 'queued',
      fileName: null,
      fileTime: null,
      complete: true,
    });
    await ctx.enqueue({ name: 'sync_run', data: { spaceId: ctx.spaceId, runId: id, approve: 'no' } });
    const detail = { source: run.sourceId, undoes: runId };
    return { result: id, audit: [{ action: 'sync.undo_started', subject: 'run', subjectId: id, detail }] };
  },
});

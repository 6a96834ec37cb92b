import { z } from 'zod';
import { command, type Context } from '../../platform/command/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { askToStop, restartProgress } from './progress-queries.ts';
import { findRun, tryLockRun, updateRun, type Run } from './run-queries.ts';

const OneRun = z.object({ runId: z.uuid() });

const noRun = () => notFound('There is no such run in this space.');
const waits = (run: Run) => run.state === 'held' || run.state === 'rehearsed';

async function waiting(ctx: Context, runId: string): Promise<Run> {
  const run = await findRun(ctx, runId, true);
  if (!run) throw noRun();
  if (!waits(run)) throw new DomainError('invalid_state', `This run is ${run.state}; it waits for nobody.`);
  return run;
}

/**
 * Approves the plan that was shown, told by its binding. It is drawn up again before it is applied;
 * where file, mapping, limits, matches or leavers have changed by then, the approval is void.
 * @throws DomainError `not_found`, `invalid_state`, `approval_void` (another plan stands there now).
 */
export const approveRun = command({
  name: 'approve_sync_run',
  permission: 'manage_users',
  input: OneRun.extend({ binding: z.string().min(1).max(200) }),
  async run(ctx, { runId, binding }) {
    const run = await waiting(ctx, runId);
    if (run.binding !== binding)
      throw new DomainError(
        'approval_void',
        'This run is not the one that was shown: it has been planned again since. Look at it again.',
      );
    if (run.filePurgedAt)
      throw new DomainError('invalid_state', 'The file of this run was purged; send it again.');
    await updateRun(ctx, runId, {
      state: 'queued',
      approvedBinding: binding,
      approvedBy: ctx.actor.name,
      approvedAt: ctx.now,
    });
    await restartProgress(ctx, runId);
    await ctx.enqueue({ name: 'sync_run', data: { spaceId: ctx.spaceId, runId, approve: 'no' } });
    const detail = { source: run.sourceId, guards: run.guards.map(({ guard }) => guard), counts: run.counts };
    return {
      result: null,
      audit: [{ action: 'sync.approved', subject: 'run', subjectId: runId, detail }],
    };
  },
});

/** Discards a run that waits for a person: nobody changes. @throws DomainError `not_found`, `invalid_state`. */
export const discardRun = command({
  name: 'discard_sync_run',
  permission: 'manage_users',
  input: OneRun,
  async run(ctx, { runId }) {
    const run = await waiting(ctx, runId);
    await updateRun(ctx, runId, { state: 'discarded', settledBy: ctx.actor.name, finishedAt: ctx.now });
    const detail = { source: run.sourceId };
    return {
      result: null,
      audit: [{ action: 'sync.discarded', subject: 'run', subjectId: runId, detail }],
    };
  },
});

/**
 * Stops a run before anything of it is applied: at once where it waits for its turn, else whoever
 * plans it stops at the next step. @throws DomainError `not_found`, `invalid_state`.
 */
export const cancelRun = command({
  name: 'cancel_sync_run',
  permission: 'manage_users',
  input: OneRun,
  async run(ctx, { runId }) {
    const shown = await findRun(ctx, runId);
    if (!shown) throw noRun();
    // The row is taken while it is planned or applied: whoever does it reads the wish to stop.
    const locked = await tryLockRun(ctx, runId);
    const run = locked ? ((await findRun(ctx, runId)) ?? shown) : shown;
    const begun = run.state === 'applying' && run.stepsDone > 0;
    if (begun || !['receiving', 'queued', 'running', 'applying'].includes(run.state)) {
      const why = begun
        ? 'Applying has begun; it can be undone when it has ended.'
        : `This run is ${run.state} already.`;
      throw new DomainError('invalid_state', why);
    }
    if (locked && run.state !== 'applying') {
      await updateRun(ctx, runId, {
        state: 'cancelled',
        reason: 'cancelled',
        settledBy: ctx.actor.name,
        finishedAt: ctx.now,
      });
    } else {
      await askToStop(ctx, runId);
    }
    const action = locked && run.state !== 'applying' ? 'sync.cancelled' : 'sync.cancel_asked';
    return { result: null, audit: [{ action, subject: 'run', subjectId: runId }] };
  },
});

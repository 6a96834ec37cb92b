import { z } from 'zod';
import { command, type AuditEntry, type Context } from '../../platform/command/index.ts';
import { lockPool, promote } from '../seats/index.ts';
import { applyChanges } from './apply-changes.ts';
import { applyComers } from './apply-comers.ts';
import { applyLeavers } from './apply-leavers.ts';
import { nextRows, noteAbsentAdmins, noteApplied, type Applied, type PlanRow } from './apply-queries.ts';
import { noteUndone, pauseAfterUndo } from './draw-undo-queries.ts';
import { mailAdmins } from './mail-admins.ts';
import { readOutcome } from './outcome-queries.ts';
import { findRun, updateRun, type Run } from './run-queries.ts';
import { noteGoodRun } from './source-queries.ts';
import { pausedByUndo } from './undo-rules.ts';

/** People a transaction: enough to be fast, few enough that Admins at work do not wait for long. */
const ordinaryChunk = 2000;

/**
 * Applies the next chunk of a run: leavers first, then changes, then who comes. The rows of the
 * chunk are marked in the same transaction, so that a run taken up again does nobody twice.
 * @returns whether there is more to do.
 */
export const applyChunk = command({
  name: 'apply_sync_chunk',
  permission: 'manage_users',
  input: z.object({ runId: z.uuid(), chunk: z.int().positive().default(ordinaryChunk) }),
  async run(ctx, { runId, chunk }) {
    const run = await findRun(ctx, runId, true);
    if (run?.state !== 'applying') return { result: false, audit: [] };
    if (run.stepsDone === 0 && run.cancelledBy !== null) return stop(ctx, run, run.cancelledBy);
    const rows = await nextRows(ctx, runId, run.stepsDone, chunk);
    const step = rows[0]?.step;
    if (step === undefined) return finish(ctx, run);
    const pool = await lockPool(ctx);
    // Before anybody new gets one, a free seat is theirs who waited already.
    if (step === 3) await promote(ctx, pool);
    const apply = step === 1 ? applyLeavers : step === 2 ? applyChanges : applyComers;
    const applied = await apply(ctx, run, rows);
    await noteApplied(ctx, runId, applied);
    return { result: true, audit: step === 3 ? auditComers(run, rows, applied) : [] };
  },
});

function auditComers(run: Run, rows: PlanRow[], applied: Applied[]): AuditEntry[] {
  return rows.flatMap((row, i) => {
    const { result, userId } = applied[i] ?? { result: 'skipped', userId: null };
    // Who comes back to a seat is told of by the command that gives it.
    const queued = row.outcome === 'returner' && result === 'waiting';
    if (!userId || (row.outcome !== 'joiner' && !queued)) return [];
    const action = queued ? 'user.reactivated' : result === 'invited' ? 'user.invited' : 'user.waiting';
    const from = { source: run.sourceId, run: run.id, fileHash: run.fileHash, line: row.line };
    const detail = queued ? { ...from, becomes: 'waiting' } : from;
    return [{ action, subject: 'user' as const, subjectId: userId, detail }];
  });
}

/** Somebody asked it to stop between its plan and the first change. */
async function stop(ctx: Context, run: Run, by: string) {
  await updateRun(ctx, run.id, {
    state: 'cancelled',
    reason: 'cancelled',
    settledBy: by,
    finishedAt: ctx.now,
  });
  return {
    result: false,
    audit: [{ action: 'sync.cancelled', subject: 'run' as const, subjectId: run.id, values: { by } }],
  };
}

async function finish(ctx: Context, run: Run) {
  const since = run.applyStartedAt ?? ctx.now;
  const { done, scheduled, seats } = await readOutcome(ctx, run);
  await updateRun(ctx, run.id, {
    state: 'applied',
    reason: null,
    phase: 'report',
    finishedAt: ctx.now,
    seats,
    summary: { ...run.summary, done, scheduled },
    timings: { ...run.timings, apply: ctx.now.getTime() - since.getTime() },
  });
  if (run.kind === 'undo') await finishUndo(ctx, run);
  else await finishSync(ctx, run);
  const short = seats?.short ?? 0;
  if (short > 0) await mailAdmins(ctx, 'sync_short', { runId: run.id, source: run.sourceName, short });
  const detail = {
    source: run.sourceId,
    fileHash: run.fileHash,
    counts: run.counts,
    ...(run.undoesRunId !== null && { undoes: run.undoesRunId }),
  };
  const action = run.kind === 'undo' ? 'sync.undone' : 'sync.applied';
  return { result: false, audit: [{ action, subject: 'run' as const, subjectId: run.id, detail }] };
}

async function finishSync(ctx: Context, run: Run): Promise<void> {
  await noteAbsentAdmins(ctx, run.id, run.sourceId, run.mode === 'full');
  await noteGoodRun(ctx, run);
}

async function finishUndo(ctx: Context, run: Run): Promise<void> {
  const undone = run.undoesRunId ?? '';
  await noteUndone(ctx, undone, run.id);
  const by = run.approvedBy ?? run.startedBy;
  await pauseAfterUndo(ctx, { sourceId: run.sourceId, undone }, { by, reason: pausedByUndo });
}

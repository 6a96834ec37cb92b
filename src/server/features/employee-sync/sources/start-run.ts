import { z } from 'zod';
import { command, type AuditEntry, type Context } from '../../../platform/command/index.ts';
import { DomainError, notFound } from '../../../platform/errors/index.ts';
import { insertRun } from '../run-queries.ts';
import { findSource, updateSource, type Source } from '../source-queries.ts';
import { planNextRun } from './plan-next-run.ts';
import { findRunInProgress } from './source-run-queries.ts';

/**
 * Opens a run of a source that is fetched, because somebody asks for it. One at a time: the source's
 * row is held while this is looked at.
 * @param queue false: the caller fetches it itself.
 * @returns the run's id.
 */
export const startRun = command({
  name: 'start_sync_run',
  permission: 'manage_users',
  input: z.object({
    sourceId: z.uuid(),
    intent: z.enum(['rehearse', 'apply']),
    queue: z.boolean().default(true),
  }),
  async run(ctx, { sourceId, intent, queue }) {
    const source = await findSource(ctx, { id: sourceId }, true);
    if (!source) throw notFound('There is no such source.');
    if (source.kind === 'csv')
      throw new DomainError(
        'invalid_state',
        'This source takes files that are uploaded; there is nothing to fetch.',
      );
    if (source.state === 'paused')
      throw new DomainError('invalid_state', `${source.name} is paused. Set it going again first.`);
    const busy = await findRunInProgress(ctx, sourceId);
    if (busy)
      throw new DomainError('run_in_progress', 'A run of this source is going on already.', { runId: busy });
    return openRun(ctx, source, intent, queue);
  },
});

/**
 * Opens a run of a source whose time has come, and plans the next. Where a run is still going on, this
 * time is left out.
 */
export const startDueRun = command({
  name: 'start_due_sync_run',
  permission: 'manage_users',
  input: z.object({ sourceId: z.uuid() }),
  async run(ctx, { sourceId }) {
    const source = await findSource(ctx, { id: sourceId }, true);
    if (source?.state !== 'active' || source.nextRunAt === null || source.nextRunAt > ctx.now)
      return { result: null, audit: [] };
    await updateSource(ctx, { ...source, nextRunAt: await planNextRun(ctx, source) });
    if (await findRunInProgress(ctx, sourceId)) return { result: null, audit: [] };
    return openRun(ctx, source, 'apply', true);
  },
});

async function openRun(
  ctx: Context,
  source: Source,
  intent: 'rehearse' | 'apply',
  queue: boolean,
): Promise<{ result: string; audit: AuditEntry[] }> {
  const { id, mode } = source;
  const runId = await insertRun(ctx, {
    sourceId: id,
    intent,
    mode,
    kind: 'sync',
    undoesRunId: null,
    state: 'receiving',
    fileName: null,
    fileTime: null,
    complete: true,
  });
  if (queue) await ctx.enqueue({ name: 'fetch_source', data: { spaceId: ctx.spaceId, runId } });
  const detail = { source: id, mode, intent };
  return { result: runId, audit: [{ action: 'sync.started', subject: 'run', subjectId: runId, detail }] };
}

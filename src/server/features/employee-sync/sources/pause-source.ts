import { z } from 'zod';
import { command } from '../../../platform/command/index.ts';
import { notFound } from '../../../platform/errors/index.ts';
import { findSource, updateSource } from '../source-queries.ts';
import { planNextRun } from './plan-next-run.ts';

/** Stops a source's runs until somebody sets it going again. */
export const pauseSource = command({
  name: 'pause_sync_source',
  permission: 'manage_users',
  input: z.object({ id: z.uuid(), reason: z.string().trim().max(500).optional() }),
  async run(ctx, { id, reason }) {
    const source = await findSource(ctx, { id }, true);
    if (!source) throw notFound('There is no such source.');
    if (source.state === 'paused') return { result: id, audit: [] };
    await updateSource(ctx, {
      ...source,
      state: 'paused',
      pausedAt: ctx.now,
      pausedBy: ctx.actor.name,
      pausedReason: reason ?? null,
      nextRunAt: null,
    });
    return { result: id, audit: [{ action: 'source.paused', subject: 'source', subjectId: id }] };
  },
});

/** Sets a paused source going again; its failures are forgotten. */
export const resumeSource = command({
  name: 'resume_sync_source',
  permission: 'manage_users',
  input: z.object({ id: z.uuid() }),
  async run(ctx, { id }) {
    const source = await findSource(ctx, { id }, true);
    if (!source) throw notFound('There is no such source.');
    if (source.state === 'active') return { result: id, audit: [] };
    await updateSource(ctx, {
      ...source,
      state: 'active',
      pausedAt: null,
      pausedBy: null,
      pausedReason: null,
      failures: 0,
      nextRunAt: await planNextRun(ctx, source),
    });
    return { result: id, audit: [{ action: 'source.resumed', subject: 'source', subjectId: id }] };
  },
});

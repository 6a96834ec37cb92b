import { z } from 'zod';
import { command } from '../../../platform/command/index.ts';
import { findRun, updateRun } from '../run-queries.ts';
import { findSource } from '../source-queries.ts';
import { noteFailure } from './note-failure.ts';
import { mostAttempts, mostPatience, retryDelay } from './retry-rules.ts';
import { insertSuperseded, noteQuietRun, readPlace } from './source-run-queries.ts';
import { openSecrets } from './source-secrets.ts';
import type { SourceSecrets } from './source-schemas.ts';

/** Counts a try of a run that waits for its file. @returns run and source; null where it waits no more. */
export const beginAttempt = command({
  name: 'begin_sync_attempt',
  permission: 'manage_users',
  input: z.object({ runId: z.uuid() }),
  async run(ctx, { runId }) {
    const run = await findRun(ctx, runId, true);
    const source = run?.state === 'receiving' ? await findSource(ctx, { id: run.sourceId }) : undefined;
    if (!run || !source) return { result: null, audit: [] };
    const attempts = run.attempts + 1;
    await updateRun(ctx, runId, { attempts, tryAgainAt: null, problem: null });
    const where = { spaceId: ctx.spaceId, id: source.id };
    const secrets =
      source.sealedSecrets === null ? {} : openSecrets(ctx.secrets, where, source.sealedSecrets);
    const { slug } = await readPlace(ctx);
    return {
      result: { run: { ...run, attempts }, source, secrets: secrets as SourceSecrets, slug },
      audit: [],
    };
  },
});

/** Notes which file a run takes, and those that it leaves behind for good. */
export const nameFile = command({
  name: 'name_sync_file',
  permission: 'manage_users',
  input: z.object({
    runId: z.uuid(),
    name: z.string(),
    time: z.date().nullable(),
    superseded: z.array(
      z.object({ name: z.string(), time: z.date(), bytes: z.number(), regular: z.boolean() }),
    ),
  }),
  async run(ctx, { runId, name, time, superseded }) {
    const run = await findRun(ctx, runId, true);
    if (run?.state !== 'receiving') return { result: null, audit: [] };
    await updateRun(ctx, runId, { fileName: name.slice(0, 500), fileTime: time });
    if (superseded.length > 0) await insertSuperseded(ctx, run.sourceId, superseded);
    return { result: null, audit: [] };
  },
});

/** Ends a run for which there was nothing new. */
export const endQuietly = command({
  name: 'end_quiet_sync_run',
  permission: 'manage_users',
  input: z.object({ runId: z.uuid() }),
  async run(ctx, { runId }) {
    const run = await findRun(ctx, runId, true);
    if (run?.state !== 'receiving') return { result: null, audit: [] };
    await updateRun(ctx, runId, {
      state: 'cancelled',
      reason: 'nothing_new',
      problem: 'There was no new file.',
      finishedAt: ctx.now,
    });
    await noteQuietRun(ctx, run.sourceId);
    const detail = { reason: 'nothing_new' };
    return { result: null, audit: [{ action: 'sync.cancelled', subject: 'run', subjectId: runId, detail }] };
  },
});

/** A try that brought no file: another one later where that may help, else the run has failed. */
export const noteAttempt = command({
  name: 'note_sync_attempt',
  permission: 'manage_users',
  input: z.object({
    runId: z.uuid(),
    reason: z.string(),
    problem: z.string(),
    again: z.boolean(),
    retryAfter: z.number().optional(),
  }),
  async run(ctx, { runId, reason, problem, again, retryAfter }) {
    const run = await findRun(ctx, runId, true);
    if (run?.state !== 'receiving') return { result: null, audit: [] };
    if (again && run.attempts < mostAttempts && (retryAfter ?? 0) <= mostPatience) {
      const tryAgainAt = new Date(ctx.now.getTime() + retryDelay(run.attempts, Math.random(), retryAfter));
      await updateRun(ctx, runId, { reason, problem, tryAgainAt });
      await ctx.enqueue({
        name: 'fetch_source',
        data: { spaceId: ctx.spaceId, runId },
        startAfter: tryAgainAt,
      });
      return { result: tryAgainAt, audit: [] };
    }
    await updateRun(ctx, runId, { state: 'failed', reason, problem, tryAgainAt: null, finishedAt: ctx.now });
    await noteFailure(ctx, run, { problem, reason });
    const detail = { reason, source: run.sourceId, attempts: run.attempts };
    return { result: null, audit: [{ action: 'sync.failed', subject: 'run', subjectId: runId, detail }] };
  },
});

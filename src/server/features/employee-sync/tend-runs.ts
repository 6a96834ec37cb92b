import { z } from 'zod';
import { actingAs, command, execute, system, type Platform } from '../../platform/command/index.ts';
import { inSpace, listSpaceIds, readInSpace } from '../../platform/database/index.ts';
import { endRun } from './receive-file.ts';
import { applyStuck } from './headline-rules.ts';
import { mailAdmins } from './mail-admins.ts';
import { findRun, findSilent, tryLockRun, updateRun } from './run-queries.ts';
import { endStale, endStalled, hasOldFiles, purgeFiles } from './file-queries.ts';

const day = 24 * 3600 * 1000;
const fileKept = 30 * day;
const longestUpload = 6 * 3600 * 1000;

/** Deletes files 30 days after they came; runs that still wait for a person end with them. */
const purgeOldFiles = command({
  name: 'purge_sync_files',
  permission: 'work',
  input: z.object({}),
  async run(ctx) {
    const before = new Date(ctx.now.getTime() - fileKept);
    const stalled = await endStalled(ctx, new Date(ctx.now.getTime() - longestUpload));
    const stale = await endStale(ctx, before);
    const purged = await purgeFiles(ctx, before);
    const audit = [
      ...stalled.map((id) => ({ action: 'sync.failed', subjectId: id, detail: { reason: 'not_received' } })),
      ...stale.map((id) => ({ action: 'sync.discarded', subjectId: id, detail: { reason: 'file_purged' } })),
      ...purged.map((id) => ({ action: 'sync.file_purged', subjectId: id, detail: {} })),
    ];
    return { result: purged.length, audit: audit.map((entry) => ({ ...entry, subject: 'run' as const })) };
  },
});

/** One space's turn; a space with nothing old is only read. @returns of how many runs files were purged. */
export async function tendRuns(platform: Platform, spaceId: string): Promise<number> {
  const now = platform.clock.now().getTime();
  const limits = { file: new Date(now - fileKept), upload: new Date(now - longestUpload) };
  const due = await readInSpace(platform.database, spaceId, (tx) => hasOldFiles({ tx, spaceId }, limits));
  return due ? execute(platform, { spaceId, caller: actingAs(system) }, purgeOldFiles, {}) : 0;
}

/** Tells Admins, once, of a run that has been applied for a day and is not; where somebody is at it now, later. */
const tellStuck = command({
  name: 'tell_stuck_sync_run',
  permission: 'work',
  input: z.object({ runId: z.uuid() }),
  async run(ctx, { runId }) {
    const run = (await tryLockRun(ctx, runId)) ? await findRun(ctx, runId) : undefined;
    if (run?.state !== 'applying' || run.reason === applyStuck) return { result: null, audit: [] };
    await updateRun(ctx, runId, { reason: applyStuck });
    await mailAdmins(ctx, 'sync_stuck', { runId, source: run.sourceName });
    return { result: null, audit: [{ action: 'sync.stuck', subject: 'run', subjectId: runId }] };
  },
});

const silence = 2 * 3600 * 1000;

/**
 * Takes up runs that nobody works on any more. What is not even planned after a day has failed, so that it does
 * not stand in the way of the next; what has begun to be applied is gone on with, and after a day Admins hear of it.
 * @returns how many there were.
 */
export async function takeUpSilentRuns(platform: Platform, spaceId: string): Promise<number> {
  const now = platform.clock.now().getTime();
  const silent = await readInSpace(platform.database, spaceId, (tx) =>
    findSilent({ tx, spaceId }, new Date(now - silence)),
  );
  for (const { id: runId, state, since } of silent) {
    if (state !== 'applying' && since.getTime() < now - day) {
      await execute(platform, { spaceId, caller: actingAs(system) }, endRun, {
        runId,
        state: 'failed',
        reason: 'not_planned',
        problem: 'This run was tried for a day and could not be planned. The server’s log has the reason.',
      });
      continue;
    }
    if (since.getTime() < now - day)
      await execute(platform, { spaceId, caller: actingAs(system) }, tellStuck, { runId });
    await inSpace(platform.database, spaceId, (tx) =>
      platform.enqueue(tx, { name: 'sync_run', data: { spaceId, runId, approve: 'no' } }),
    );
  }
  return silent.length;
}

/** Queues a turn for every space. */
export async function queueTendRuns(platform: Platform): Promise<void> {
  for (const spaceId of await listSpaceIds(platform.database)) {
    await inSpace(platform.database, spaceId, (tx) =>
      platform.enqueue(tx, { name: 'tend_sync_runs', data: { spaceId } }),
    );
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { actingAs, command, execute, type Platform } from '../../platform/command/index.ts';
import { readInSpace } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { applyChunk } from './apply-run.ts';
import type { Approve } from './decide-rules.ts';
import { suspectedIn } from './file-rules.ts';
import { planRun } from './plan-run.ts';
import { endRun } from './receive-file.ts';
import { RunCancelled } from './run-progress.ts';
import { findApplying } from './run-order-queries.ts';
import { findRun, updateRun, type Run } from './run-queries.ts';

const read = async (platform: Platform, spaceId: string, runId: string): Promise<Run> => {
  const run = await readInSpace(platform.database, spaceId, (tx) => findRun({ tx, spaceId }, runId));
  if (!run) throw notFound('There is no such run.');
  return run;
};

/** How long changes let those before them go first: another process has these, and they may have stopped with it. */
const turn = 200;
const mostTurns = 100;

/** Shows that a run is being worked on, before the one long transaction that plans it. */
const beginRun = command({
  name: 'begin_sync_run',
  permission: 'manage_users',
  input: z.object({ runId: z.uuid() }),
  async run(ctx, { runId }) {
    const run = await findRun(ctx, runId, true);
    if (run?.state === 'queued') await updateRun(ctx, runId, { state: 'running' });
    return { result: null, audit: [] };
  },
});

/**
 * Takes a run as far as it goes: plans it, and applies it where nothing stands in the way. May be
 * called again at any time, and by two at once: whatever was done is not done twice.
 * @param options.between is called between transactions; it may throw to stop there.
 * @param options.chunk how many people are applied in one transaction.
 */
export async function runSync(
  platform: Platform,
  spaceId: string,
  runId: string,
  options: { approve?: Approve; between?: () => void; chunk?: number } = {},
): Promise<Run> {
  const { approve = 'no', between = () => undefined, chunk } = options;
  const run = await read(platform, spaceId, runId);
  const caller = actingAs({ kind: 'employeeSync', id: run.sourceId, name: run.sourceName });
  const apply = async (id: string) => {
    while (await execute(platform, { spaceId, caller }, applyChunk, { runId: id, chunk })) between();
  };
  try {
    const waits = run.state === 'queued' || run.state === 'running';
    if (run.state === 'queued') await execute(platform, { spaceId, caller }, beginRun, { runId });
    for (let [state, turns] = ['busy', mostTurns]; state === 'busy' || state === 'behind';) {
      // One run of a source at a time: what was begun is finished first.
      const begun = await readInSpace(platform.database, spaceId, (tx) =>
        findApplying({ tx, spaceId }, run.sourceId),
      );
      for (const id of begun) await apply(id);
      if (!waits) break;
      const patient = turns > 0;
      state = await execute(platform, { spaceId, caller }, planRun(platform), { runId, approve, patient });
      if (state === 'behind') {
        turns -= 1;
        await sleep(turn);
      }
      between();
    }
    await apply(runId);
  } catch (error) {
    const end = endOf(error);
    if (!end) throw error;
    await execute(platform, { spaceId, caller }, endRun, { runId, ...end });
  }
  return read(platform, spaceId, runId);
}

/** How an error ends a run; undefined where it may be tried again. */
function endOf(error: unknown) {
  if (error instanceof RunCancelled) {
    return { state: 'cancelled' as const, reason: 'cancelled', problem: null, settledBy: error.by };
  }
  if (!(error instanceof DomainError) || error.code !== 'file_refused') return undefined;
  const reason = typeof error.extra.reason === 'string' ? error.extra.reason : 'file_refused';
  return { state: 'refused' as const, reason, problem: error.message, suspected: suspectedIn(error) };
}

import { actingAs, execute, type Platform } from '../../platform/command/index.ts';
import { readInSpace } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { applyChunk } from './apply-run.ts';
import { planRun, type Approve } from './plan-run.ts';
import { endRun } from './receive-file.ts';
import { findApplying, findRun, type Run } from './run-queries.ts';

const read = async (platform: Platform, spaceId: string, runId: string): Promise<Run> => {
  const run = await readInSpace(platform.database, spaceId, (tx) => findRun({ tx, spaceId }, runId));
  if (!run) throw notFound('There is no such run.');
  return run;
};

/**
 * Takes a run as far as it goes: plans it, and applies it where nothing stands in the way. May be
 * called again at any time, and by two at once: whatever was done is not done twice.
 * @param between is called between transactions; it may throw to stop there.
 */
export async function runSync(
  platform: Platform,
  spaceId: string,
  runId: string,
  options: { approve?: Approve; between?: () => void } = {},
): Promise<Run> {
  const { approve = 'no', between = () => undefined } = options;
  const run = await read(platform, spaceId, runId);
  const caller = actingAs({ kind: 'employeeSync', id: run.sourceId, name: run.sourceName });
  const apply = async (id: string) => {
    while (await execute(platform, { spaceId, caller }, applyChunk, { runId: id })) between();
  };
  try {
    // One run of a source at a time: what was begun is finished first.
    const begun = await readInSpace(platform.database, spaceId, (tx) =>
      findApplying({ tx, spaceId }, run.sourceId),
    );
    for (const id of begun) await apply(id);
    if (run.state === 'queued' || run.state === 'running') {
      await execute(platform, { spaceId, caller }, planRun(platform), { runId, approve });
      between();
    }
    await apply(runId);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'file_refused') throw error;
    const reason = typeof error.extra.reason === 'string' ? error.extra.reason : 'file_refused';
    await execute(platform, { spaceId, caller }, endRun, {
      runId,
      state: 'refused',
      reason,
      problem: error.message,
    });
  }
  return read(platform, spaceId, runId);
}

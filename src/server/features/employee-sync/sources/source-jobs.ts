import { actingAs, execute, system } from '../../../platform/command/index.ts';
import { inSpace, listSpaceIds, readInSpace } from '../../../platform/database/index.ts';
import type { JobDefinition } from '../../../platform/jobs/index.ts';
import { leftAlone } from '../connectors/file-choice-rules.ts';
import { openFolder } from '../connectors/folder-session.ts';
import { endRun } from '../receive-file.ts';
import { findSource } from '../source-queries.ts';
import { fetchRun } from './fetch-run.ts';
import { runCheck } from './run-check.ts';
import { dropFolderOf, type SourceDeps } from './source-deps.ts';
import {
  fileKey,
  findAbandonedRuns,
  findDueSources,
  findKnownFiles,
  readPlace,
} from './source-run-queries.ts';
import { startDueRun } from './start-run.ts';

const twoHours = 2 * 3600 * 1000;

/** Each minute, sources whose time has come; fetching; looks that somebody asked for. */
export function sourceJobs(deps: () => SourceDeps): JobDefinition[] {
  return [
    { name: 'sweep_sources', schedule: '* * * * *', retryLimit: 0, run: () => queueDueSpaces(deps()) },
    {
      name: 'start_due_sources',
      batchSize: 100,
      run: ({ spaceId }) => startDueSources(deps(), String(spaceId)),
    },
    {
      name: 'fetch_source',
      expireInSeconds: 7200,
      async run({ spaceId, runId }) {
        await fetchRun(deps(), { spaceId: String(spaceId), runId: String(runId) }, { retry: true });
      },
    },
    {
      name: 'check_source',
      retryLimit: 1,
      expireInSeconds: 300,
      run: ({ spaceId, checkId }) => runCheck(deps(), String(spaceId), String(checkId)),
    },
  ];
}

/** A job for each space in which a source is due or a run was left behind. */
async function queueDueSpaces({ platform }: SourceDeps): Promise<void> {
  const now = platform.clock.now();
  for (const spaceId of await listSpaceIds(platform.database)) {
    await inSpace(platform.database, spaceId, async (tx) => {
      const due = await findDueSources({ tx, spaceId }, now);
      const abandoned = await findAbandonedRuns({ tx, spaceId }, new Date(now.getTime() - twoHours));
      if (due.length + abandoned.length > 0)
        await platform.enqueue(tx, { name: 'start_due_sources', data: { spaceId } });
    });
  }
}

/** One space's turn: opens a run of each source whose time has come. */
export async function startDueSources(deps: SourceDeps, spaceId: string): Promise<void> {
  const { platform } = deps;
  const now = platform.clock.now();
  const { due, abandoned } = await readInSpace(platform.database, spaceId, async (tx) => ({
    due: await findDueSources({ tx, spaceId }, now),
    abandoned: await findAbandonedRuns({ tx, spaceId }, new Date(now.getTime() - twoHours)),
  }));
  for (const runId of abandoned) {
    const end = {
      runId,
      state: 'failed' as const,
      reason: 'not_received',
      problem: 'The file never came in whole.',
    };
    await execute(platform, { spaceId, caller: actingAs(system) }, endRun, end);
  }
  for (const { id, name, kind } of due) {
    const caller = actingAs({ kind: 'employeeSync', id, name });
    if (kind === 'folder' && !(await isAnythingThere(deps, spaceId, id))) continue;
    await execute(platform, { spaceId, caller }, startDueRun, { sourceId: id });
  }
}

/** Whether a drop folder holds a file that is whole and was not taken yet. */
async function isAnythingThere(deps: SourceDeps, spaceId: string, sourceId: string): Promise<boolean> {
  const { source, slug } = await readInSpace(deps.platform.database, spaceId, async (tx) => ({
    source: await findSource({ tx, spaceId }, { id: sourceId }),
    slug: (await readPlace({ tx, spaceId })).slug,
  }));
  if (!source) return false;
  const folder = dropFolderOf(deps.dropDir, slug, String(source.settings.folder));
  try {
    const session = await openFolder(folder, { quietMs: deps.quietMs, now: Date.now });
    const files = (await session.list()).filter(
      (file) => leftAlone(file, String(source.settings.pattern)) === undefined,
    );
    // One that could not be removed would be taken every minute.
    const known = await readInSpace(deps.platform.database, spaceId, (tx) =>
      findKnownFiles({ tx, spaceId }, sourceId, files),
    );
    return files.some((file) => !known.has(fileKey(file)));
  } catch (error) {
    deps.log.warn({ source: sourceId, err: error }, 'a drop folder cannot be read');
    return false;
  }
}

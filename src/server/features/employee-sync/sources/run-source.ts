import { actingAs, execute, operator, type Platform } from '../../../platform/command/index.ts';
import { findSpaceId, listSpaceIds, readInSpace } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors/index.ts';
import type { Run } from '../run-queries.ts';
import { runSync } from '../run-sync.ts';
import { findSource } from '../source-queries.ts';
import { fetchRun } from './fetch-run.ts';
import type { SourceDeps } from './source-deps.ts';
import { startRun } from './start-run.ts';

/**
 * Fetches a source for the operator, there and then, in one try, and takes its run as far as it goes.
 * @param which its name or id; without a space's slug, of all spaces.
 * @returns the run as it ended. @throws DomainError `not_found`, `invalid_state`, `run_in_progress`.
 */
export async function runSource(
  deps: SourceDeps,
  which: { source: string; slug?: string | undefined },
  intent: 'rehearse' | 'apply',
): Promise<Run & { spaceId: string }> {
  const { platform } = deps;
  const { spaceId, sourceId } = await findAnywhere(platform, which);
  const caller = actingAs(operator);
  const runId = await execute(platform, { spaceId, caller }, startRun, { sourceId, intent, queue: false });
  const last = await fetchRun(deps, { spaceId, runId }, { retry: false });
  return { ...(await runSync(platform, spaceId, last)), spaceId };
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function findAnywhere(
  platform: Platform,
  { source, slug }: { source: string; slug?: string | undefined },
) {
  const one = slug === undefined ? undefined : await findSpaceId(platform.database, slug);
  if (slug !== undefined && !one) throw new DomainError('not_found', `There is no space "${slug}".`);
  const found: { spaceId: string; sourceId: string }[] = [];
  for (const spaceId of one ? [one] : await listSpaceIds(platform.database)) {
    const by = isId.test(source) ? { id: source } : { name: source };
    const row = await readInSpace(platform.database, spaceId, (tx) => findSource({ tx, spaceId }, by));
    if (row) found.push({ spaceId, sourceId: row.id });
  }
  const [first] = found;
  if (!first) throw new DomainError('not_found', `There is no source "${source}".`);
  if (found.length > 1)
    throw new DomainError(
      'invalid_request',
      `Several spaces have a source "${source}": say which by --space.`,
    );
  return first;
}

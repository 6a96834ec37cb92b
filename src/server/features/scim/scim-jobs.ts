import { actingAs, execute, system, type Platform } from '../../platform/command/index.ts';
import { inSpace, listSpaceIds } from '../../platform/database/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import { purgeRequests } from './note-request.ts';

/** Forgets old requests, every night, space by space. */
export function scimJobs(platform: () => Platform): JobDefinition[] {
  return [
    { name: 'sweep_scim_requests', schedule: '40 3 * * *', run: () => queueForEachSpace(platform()) },
    {
      name: 'purge_scim_requests',
      run: async ({ spaceId }) => {
        await execute(platform(), { spaceId: String(spaceId), caller: actingAs(system) }, purgeRequests, {});
      },
    },
  ];
}

async function queueForEachSpace(platform: Platform): Promise<void> {
  for (const spaceId of await listSpaceIds(platform.database)) {
    await inSpace(platform.database, spaceId, (tx) =>
      platform.enqueue(tx, { name: 'purge_scim_requests', data: { spaceId } }),
    );
  }
}

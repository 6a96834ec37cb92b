import type { Platform } from '../../platform/command/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import type { Approve } from './decide-rules.ts';
import { runSync } from './run-sync.ts';
import { observeRun } from './sync-metrics.ts';
import { queueTendRuns, takeUpSilentRuns, tendRuns } from './tend-runs.ts';

/** Work on queued runs; one that was cut off is taken up where it stopped. */
export const syncJobs = (platform: () => Platform): JobDefinition[] => [
  {
    name: 'sync_run',
    expireInSeconds: 7200,
    async run(data) {
      const { spaceId, runId, approve } = data as { spaceId: string; runId: string; approve: Approve };
      observeRun(await runSync(platform(), spaceId, runId, { approve }));
    },
  },
  { name: 'sweep_sync_runs', schedule: '17 * * * *', run: () => queueTendRuns(platform()) },
  {
    name: 'tend_sync_runs',
    batchSize: 100,
    async run({ spaceId }) {
      await tendRuns(platform(), String(spaceId));
      await takeUpSilentRuns(platform(), String(spaceId));
    },
  },
];

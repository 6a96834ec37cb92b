// One full sync in a process of its own, so that its peak memory is its own. usage: sync-child.js ORDER (JSON)
import { createReadStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createApplication, createLog } from '../src/server/app.ts';
import { readConfig } from '../src/server/config.ts';
import { importFile } from '../src/server/features/employee-sync/index.ts';

export interface SyncOrder {
  appUrl: string;
  jobsUrl: string;
  spaceId: string;
  file: string;
}

/** What one sync took: from the whole file being there to the run's end. */
export interface SyncMeasured {
  ms: number;
  peakMegabytes: number;
  state: string;
  counts: Record<string, number>;
  timings: Record<string, number>;
}

async function sync(order: SyncOrder): Promise<SyncMeasured> {
  const application = await createApplication({
    config: readConfig({ LOG_LEVEL: 'error' }),
    appUrl: order.appUrl,
    jobsUrl: order.jobsUrl,
    secretKey: 'a key for measuring, that nothing else uses',
    log: createLog('error', 2),
    worker: false,
  });
  let began = 0;
  async function* chunks() {
    yield* createReadStream(order.file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>;
    began = performance.now();
  }
  const run = await importFile(application.platform, order.spaceId, {
    mode: 'full',
    apply: true,
    approveHeld: true,
    fileName: 'people.csv',
    chunks: chunks(),
  });
  const ms = performance.now() - began;
  await application.stop();
  const { state, counts, timings } = run;
  return { ms, peakMegabytes: process.resourceUsage().maxRSS / 1024, state, counts, timings };
}

const [order] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await sync(JSON.parse(order ?? '{}') as SyncOrder)));

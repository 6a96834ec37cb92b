// Takes a run as far as it goes in a process of its own, which may be killed at any moment: by itself
// after so many transactions (SYNC_CHILD_STOP), or by whoever started it.
import { createApplication, createLog } from '../../src/server/app.ts';
import { readConfig } from '../../src/server/config.ts';
import { runSync } from '../../src/server/features/employee-sync/run-sync.ts';

interface Order {
  appUrl: string;
  jobsUrl: string;
  secretKey: string;
  spaceId: string;
  runId: string;
  /** Transactions after which the process kills itself. */
  stopAfter?: number;
  /** People a transaction. */
  chunk?: number;
}

const order = JSON.parse(process.env.SYNC_CHILD ?? '{}') as Order;
const application = await createApplication({
  config: readConfig({ LOG_LEVEL: 'silent' }),
  appUrl: order.appUrl,
  jobsUrl: order.jobsUrl,
  secretKey: order.secretKey,
  log: createLog('silent'),
  worker: false,
});
let transactions = 0;
process.stdout.write('begun\n');
const run = await runSync(application.platform, order.spaceId, order.runId, {
  ...(order.chunk !== undefined && { chunk: order.chunk }),
  between() {
    transactions += 1;
    process.stdout.write('step\n');
    if (transactions === order.stopAfter) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`${run.state}\n`);
await application.stop();

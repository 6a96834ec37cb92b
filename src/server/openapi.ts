import { createLog, createServer, type Application } from './app.ts';
import { readConfig } from './config.ts';
import type { Platform } from './platform/command/index.ts';

// The document needs routes alone: nothing is connected, and no handler runs.
const config = readConfig({});
const application = { config, log: createLog('silent'), platform: {} as Platform } as Application;
const app = await createServer(application);
await app.ready();
process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`);
await app.close();

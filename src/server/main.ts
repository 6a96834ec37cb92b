import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { noteAddress } from './address.ts';
import { createLog, createServer } from './app.ts';
import { loadConfig, migrateAll, root, startApplication } from './start.ts';
import { setupNotice } from './features/access/index.ts';
import { connectDatabase } from './platform/database/index.ts';

const modes = ['all', 'web', 'worker', 'migrate'] as const;

async function main(mode: (typeof modes)[number]): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.LOG_LEVEL);
  if (mode === 'migrate') {
    const connection = await connectDatabase(config, (message) => log.info(message));
    const applied = await migrateAll(connection);
    await connection.stop();
    log.info({ applied }, 'migrated');
    return;
  }
  const started = await startApplication(config, log, { worker: mode !== 'web' });
  const app = mode === 'worker' ? undefined : await createServer(started.application, webFolder());
  await app?.listen({ port: config.PORT, host: config.HOST });
  const forgetAddress = app ? noteAddress(config) : () => undefined;
  if (app) {
    process.stdout.write(`Usher answers at ${config.publicUrl}\n`);
    process.stdout.write(await setupNotice(started.application.platform, config));
  }

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    forgetAddress();
    void (app?.close() ?? Promise.resolve())
      .then(() => started.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function webFolder(): string | undefined {
  const folder = join(root, 'dist/web');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}

const mode = modes.find((name) => name === (process.argv[2] ?? 'all'));
if (!mode) {
  process.stderr.write(`Usher knows ${modes.join(', ')}.\n`);
  process.exit(2);
}
main(mode).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

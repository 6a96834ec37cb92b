import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createApplication, jobDefinitions, type Application } from './app.ts';
import { readConfig, type Config } from './config.ts';
import { connectDatabase, migrate, type Connection } from './platform/database/index.ts';
import { migrateJobs } from './platform/jobs/index.ts';
import { keptSecretKey } from './platform/secrets/index.ts';

/** The project's root, from the sources as well as from the bundle. */
export const root = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'migrations'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the folder migrations/ is missing beside the program');
    folder = parent;
  }
  return folder;
})();

export interface Started {
  application: Application;
  connection: Connection;
  stop(): Promise<void>;
}

/** Configuration with paths made absolute; the same DATA_DIR whatever folder one stands in. */
export function loadConfig(): Config {
  const config = readConfig();
  if (Number(process.versions.node.split('.')[0]) < 24) {
    throw new Error(`Usher needs Node 24 or later; this is ${process.version}. Start it by script/server.`);
  }
  const [DATA_DIR, dropDir] = [resolve(root, config.DATA_DIR), resolve(root, config.dropDir)];
  return { ...config, DATA_DIR, dropDir };
}

/** Brings tables and queues up to date. */
export async function migrateAll(connection: Connection): Promise<string[]> {
  const applied = await migrate({
    url: connection.ownerUrl,
    rolesUrl: connection.rolesUrl,
    appUrl: connection.appUrl,
    folder: join(root, 'migrations'),
  });
  await migrateJobs(
    connection.jobsUrl,
    jobDefinitions(() => undefined as never),
  );
  return applied;
}

/** Database, migrations and application, for the server and the command line alike. */
export async function startApplication(
  config: Config,
  log: Logger,
  options: { worker: boolean },
): Promise<Started> {
  const connection = await connectDatabase(config, (message) => log.info(message));
  try {
    await migrateAll(connection);
    const application = await createApplication({
      config,
      appUrl: connection.appUrl,
      jobsUrl: connection.jobsUrl,
      listenUrl: connection.listenUrl,
      secretKey: config.SECRET_KEY ?? keptSecretKey(config.DATA_DIR),
      log,
      worker: options.worker,
    });
    return {
      application,
      connection,
      async stop() {
        await application.stop();
        await connection.stop();
      },
    };
  } catch (error) {
    await connection.stop();
    throw error;
  }
}

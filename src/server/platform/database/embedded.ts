import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyPlaces, findBinaries } from './embedded-binaries.ts';
import { EmbeddedDatabaseError } from './embedded-error.ts';
import { ensureInitialised } from './embedded-init.ts';
import { type Layout, layoutOf, makeRoot, readCredentials, urlsOf } from './embedded-layout.ts';
import { processesIn, readPidFile } from './embedded-leftovers.ts';
import { isLocked, takeLock, type Unlock } from './embedded-lock.ts';
import { supervise } from './embedded-supervisor.ts';
import { chooseUser } from './embedded-user.ts';

export { EmbeddedDatabaseError, type EmbeddedErrorCode } from './embedded-error.ts';

export interface EmbeddedDatabase {
  /** Owns the database; for migrations. */
  ownerUrl: string;
  /** The restricted role that the application logs in as. */
  appUrl: string;
  /** May make the job queue's own schema. */
  jobsUrl: string;
  /** The superuser, in the database `postgres`; for tests only. */
  superUrl: string;
  readonly pid: number;
  /** Stops the server and waits for its end; of an attached one, does nothing. */
  stop(): Promise<void>;
  /** False: attached to one that was running already. */
  started: boolean;
}

export interface StartOptions {
  dataDir: string;
  log?: (message: string) => void;
  /** PostgreSQL settings in place of ours, such as `{ fsync: 'off' }` for a throw-away database. */
  settings?: Record<string, string>;
}

const LOCK_PATIENCE = 5000;
const START_PATIENCE = 60_000;

/**
 * Starts a PostgreSQL of our own below `dataDir`, made at the first start, on a free loopback port, and
 * keeps it running until `stop()` or the end of the thread that called this, in whatever way. A server
 * left behind by a killed process is stopped first. Refuses with EmbeddedDatabaseError: `data_dir_in_use`,
 * `data_dir_not_writable`, `database_files_version`, `database_not_starting`, `database_program_missing`.
 */
export async function startEmbedded({
  dataDir,
  log = () => undefined,
  settings = {},
}: StartOptions): Promise<EmbeddedDatabase> {
  const layout = layoutOf(dataDir);
  makeRoot(layout);
  const unlock = await lockOrRefuse(layout.root);
  try {
    const user = chooseUser(layout.data);
    const binaries = findBinaries({ user, places: copyPlaces(user, layout.programs) });
    const credentials = await ensureInitialised({
      layout,
      binaries,
      user,
      durable: settings['fsync'] !== 'off',
    });
    const server = await supervise({ layout, binaries, user, settings, log });
    return {
      ...urlsOf(credentials, server.port),
      get pid() {
        return server.pid;
      },
      started: true,
      async stop() {
        await server.stop();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A predecessor may just be stopping, so this waits a little before it refuses. */
async function lockOrRefuse(root: string): Promise<Unlock> {
  const end = Date.now() + LOCK_PATIENCE;
  for (;;) {
    const unlock = await takeLock(root);
    if (unlock) return unlock;
    if (Date.now() > end) {
      throw new EmbeddedDatabaseError(
        'data_dir_in_use',
        `Another Usher is running with this DATA_DIR: ${root}`,
      );
    }
    await sleep(50);
  }
}

/**
 * Finds the server that another process runs below `dataDir`, waiting while that is still starting; undefined
 * when there is none. Refuses with EmbeddedDatabaseError `database_not_starting` when it takes too long.
 */
export async function attachEmbedded({
  dataDir,
}: {
  dataDir: string;
}): Promise<EmbeddedDatabase | undefined> {
  const layout = layoutOf(dataDir);
  if (!existsSync(layout.root)) return undefined;
  const end = Date.now() + START_PATIENCE;
  while (await isLocked(layout.root)) {
    const found = findRunning(layout);
    if (found) return found;
    if (Date.now() > end) {
      throw new EmbeddedDatabaseError(
        'database_not_starting',
        `The database in ${layout.root} is still starting.`,
      );
    }
    await sleep(50);
  }
  return undefined;
}

function findRunning(layout: Layout): EmbeddedDatabase | undefined {
  const file = readPidFile(layout.data);
  const credentials = readCredentials(layout);
  if (!file?.ready || !credentials || !processesIn(layout.data).includes(file.pid)) return undefined;
  return {
    ...urlsOf(credentials, file.port),
    pid: file.pid,
    started: false,
    stop: () => Promise.resolve(),
  };
}

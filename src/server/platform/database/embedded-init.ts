import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './embedded-binaries.ts';
import { EmbeddedDatabaseError } from './embedded-error.ts';
import { type Credentials, type Layout, makeCredentials, readCredentials } from './embedded-layout.ts';
import { endProcessesIn } from './embedded-leftovers.ts';
import { HOST_ACCESS } from './embedded-settings.ts';
import { DATA_FROM_INSIDE, runToEnd, type ServerUser } from './embedded-user.ts';

interface Init {
  layout: Layout;
  binaries: Binaries;
  user: ServerUser | undefined;
  /** Whether the files must be on the disk afterwards. */
  durable: boolean;
}

const DRAFT = 'data.new';

/**
 * Makes sure that there is a database with its roles, and gives their passwords. The work is done in a
 * draft folder that gets its name last, so that one cut short is done again.
 * Refuses with `database_files_version` when the files are of another major version.
 */
export async function ensureInitialised(init: Init): Promise<Credentials> {
  const { layout, binaries } = init;
  const known = readCredentials(layout);
  if (existsSync(join(layout.data, 'PG_VERSION'))) {
    checkVersion(layout, binaries);
    if (known) return known;
    const made = makeCredentials(layout);
    await runSingle(init, layout.data, 'postgres', rolesSql(made));
    return made;
  }
  const credentials = known ?? makeCredentials(layout);
  const draft = join(layout.root, DRAFT);
  await discardDraft(draft);
  mkdirSync(draft, { mode: 0o700 });
  if (init.user) giveTo(init.user, draft);
  await initialise(init, draft, credentials);
  renameSync(draft, layout.data);
  if (init.durable) syncFolder(layout.root);
  return credentials;
}

function giveTo({ uid, gid }: ServerUser, folder: string): void {
  try {
    chownSync(folder, uid, gid);
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      'data_dir_not_writable',
      `${folder} cannot be given to user ${uid}, whom PostgreSQL runs as because it refuses root. Run Usher as another user.`,
      { cause },
    );
  }
}

function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

function checkVersion(layout: Layout, binaries: Binaries): void {
  const found = readFileSync(join(layout.data, 'PG_VERSION'), 'utf8').trim();
  if (found === binaries.major) return;
  throw new EmbeddedDatabaseError(
    'database_files_version',
    `The database in ${layout.data} was made by PostgreSQL ${found}, and this Usher brings PostgreSQL ${binaries.major}. ` +
      'Take a backup with "script/usher backup" of the Usher that made it, and read it in with "script/usher restore" into an empty DATA_DIR.',
  );
}

async function discardDraft(draft: string): Promise<void> {
  if (!existsSync(draft)) return;
  await endProcessesIn(draft);
  rmSync(draft, { recursive: true, force: true });
}

async function initialise(init: Init, draft: string, credentials: Credentials): Promise<void> {
  const { binaries, user } = init;
  const initdb = (args: string[]) =>
    runToEnd({ program: binaries.initdb, args: ['-D', DATA_FROM_INSIDE, ...args], user, cwd: draft });
  await initdb([
    ...['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync', '--no-instructions'],
  ]);
  writeFileSync(join(draft, 'pg_hba.conf'), HOST_ACCESS);
  await runSingle(init, draft, 'postgres', [
    ...rolesSql(credentials),
    'CREATE DATABASE usher OWNER usher_owner',
  ]);
  await runSingle(init, draft, 'usher', GRANTS);
  if (init.durable) await initdb(['--sync-only']);
}

/** PostgreSQL without a network, one statement a line; the first error ends it. */
async function runSingle(
  { binaries, user }: Init,
  cwd: string,
  database: string,
  statements: string[],
): Promise<void> {
  const args = [
    '--single',
    '-D',
    DATA_FROM_INSIDE,
    '-c',
    'exit_on_error=on',
    '-c',
    'log_min_error_statement=panic',
    database,
  ];
  await runToEnd({ program: binaries.postgres, args, user, cwd, input: `${statements.join('\n')}\n` });
}

function rolesSql(credentials: Credentials): string[] {
  const role = (name: keyof Credentials) => [
    `DO $$ BEGIN IF to_regrole('${name}') IS NULL THEN CREATE ROLE ${name}; END IF; END $$`,
    `ALTER ROLE ${name} LOGIN PASSWORD '${credentials[name]}'`,
  ];
  return [...role('postgres'), ...role('usher_owner'), ...role('usher_app'), ...role('usher_jobs')];
}

// The application works on loaded files in temporary tables; the job queue makes a schema of its own.
const GRANTS = [
  'REVOKE ALL ON DATABASE usher FROM PUBLIC',
  'GRANT CONNECT, TEMPORARY ON DATABASE usher TO usher_app',
  'GRANT CONNECT, CREATE ON DATABASE usher TO usher_jobs',
  'ALTER SCHEMA public OWNER TO usher_owner',
  'REVOKE ALL ON SCHEMA public FROM PUBLIC',
  'GRANT USAGE ON SCHEMA public TO usher_app',
];

import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-error.ts';

/** The places below DATA_DIR that the embedded database uses. */
export interface Layout {
  /** Belongs to whoever runs Usher, mode 0700. */
  root: string;
  /** PostgreSQL's own files, belonging to the user it runs as. */
  data: string;
  credentials: string;
  log: string;
  /** A copy of PostgreSQL's programs, where the installed ones cannot be used. */
  programs: string;
}

export interface Credentials {
  postgres: string;
  usher_owner: string;
  usher_app: string;
  usher_jobs: string;
}

/** The places for a data folder, without touching the disk. */
export function layoutOf(dataDir: string): Layout {
  const root = join(resolve(dataDir), 'postgres');
  return {
    root,
    data: join(root, 'data'),
    credentials: join(root, 'credentials.json'),
    log: join(root, 'postgres.log'),
    programs: join(root, 'programs'),
  };
}

/** Makes the folders, private to the caller. Refuses with `data_dir_not_writable`. */
export function makeRoot(layout: Layout): void {
  try {
    mkdirSync(layout.root, { recursive: true, mode: 0o700 });
    accessSync(layout.root, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new EmbeddedDatabaseError('data_dir_not_writable', `DATA_DIR cannot be written: ${layout.root}`, {
      cause,
    });
  }
}

/** Reads the passwords; undefined when there are none yet. */
export function readCredentials(layout: Layout): Credentials | undefined {
  if (!existsSync(layout.credentials)) return undefined;
  return JSON.parse(readFileSync(layout.credentials, 'utf8')) as Credentials;
}

/** Makes new random passwords and keeps them in a file of mode 0600, whole or not at all. */
export function makeCredentials(layout: Layout): Credentials {
  const password = () => randomBytes(24).toString('base64url');
  const made = {
    postgres: password(),
    usher_owner: password(),
    usher_app: password(),
    usher_jobs: password(),
  };
  const draft = `${layout.credentials}.new`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, JSON.stringify(made));
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, layout.credentials);
  return made;
}

/** The four addresses of a server on a loopback port. */
export function urlsOf(credentials: Credentials, port: number) {
  const url = (role: keyof Credentials, database: string) =>
    `postgresql://${role}:${credentials[role]}@127.0.0.1:${String(port)}/${database}`;
  return {
    ownerUrl: url('usher_owner', 'usher'),
    appUrl: url('usher_app', 'usher'),
    jobsUrl: url('usher_jobs', 'usher'),
    superUrl: url('postgres', 'postgres'),
  };
}

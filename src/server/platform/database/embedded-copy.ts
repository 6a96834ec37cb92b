import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';

interface Copy {
  place: string;
  native: string;
  name: string;
  /** Completes the copy's `native` folder before it gets its name; false when it cannot. */
  finish: (native: string) => boolean;
}

// Archives are for linking programs, which nobody does here.
const isNeeded = (file: string) => !file.endsWith('.a');

/**
 * Copies the programs to a folder that everybody may enter and only we may change, once; gives the copy's
 * path. Refuses with an Error when the place is not safe or cannot be written.
 */
export function copyInto({ place, native, name, finish }: Copy): string {
  mkdirSync(place, { recursive: true });
  const { uid, mode } = lstatSync(place);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new Error(`${place} can be changed by others`);
  const home = join(place, name);
  if (isWhole(home, native)) return home;
  const draft = mkdtempSync(`${home}.`);
  try {
    cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true, filter: isNeeded });
    openUp(join(draft, 'native'));
    if (!finish(join(draft, 'native'))) throw new Error(`the copy in ${place} cannot be completed`);
    takeName(join(draft, 'native'), home, native);
    chmodSync(place, 0o755);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return home;
}

// Another process may have made the copy meanwhile, and already run from it.
function takeName(made: string, home: string, native: string): void {
  if (isWhole(home, native)) return;
  rmSync(home, { recursive: true, force: true });
  try {
    renameSync(made, home);
  } catch (error) {
    if (!isWhole(home, native)) throw error;
  }
}

/** A copy cut short by a power failure lacks files or has empty ones. */
function isWhole(home: string, native: string): boolean {
  const same = (file: string) => {
    const original = lstatSync(join(native, file));
    const copy = lstatSync(join(home, file), { throwIfNoEntry: false });
    return copy !== undefined && (!original.isFile() || copy.size === original.size);
  };
  return (
    existsSync(home) &&
    readdirSync(native, { recursive: true, encoding: 'utf8' }).filter(isNeeded).every(same)
  );
}

/** The installer may have kept others out, and ourselves from writing. */
function openUp(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

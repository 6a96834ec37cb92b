import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Offer, SeenFile, Session } from './connector.ts';
import { FetchError } from './fetch-error.ts';

/** What is known of a file beside what a run needs: the same bytes, unchanged since. */
interface Held {
  inode: number;
  changed: number;
}

/**
 * The drop folder of one source, on this machine. Written to by people who can reach nothing else:
 * what they left is opened without following a link and without waiting for a pipe, and what is
 * opened has to be what was looked at.
 * @param quietMs a file that changed within this time is still being written.
 */
export async function openFolder(
  folder: string,
  options: { quietMs: number; now: () => number },
): Promise<Session> {
  const held = new Map<string, Held>();
  await makeWhereAllowed(folder);
  return {
    whole: null,
    async list() {
      const names = await readdir(folder).catch(() => {
        throw new FetchError(
          'folder_missing',
          'The drop folder is not there, or may not be read. The guide for operators says how to make it.',
        );
      });
      const files = await Promise.all(names.map((name) => lookAt(folder, name, held)));
      const quiet = options.now() - options.quietMs;
      return files.flatMap((file) =>
        file && (!file.regular || (held.get(file.name)?.changed ?? 0) <= quiet) ? [file] : [],
      );
    },
    read: (offer) => readHeld(folder, offer, held.get(offer.name)),
    incomplete: () => undefined,
    async settle(offer) {
      const now = await lstat(join(folder, offer.name)).catch(() => undefined);
      if (now?.ino !== held.get(offer.name)?.inode) return;
      await unlink(join(folder, offer.name)).catch(() => undefined);
    },
    close: () => Promise.resolve(),
  };
}

/** Where the operator has not made the folder, and Usher may. */
async function makeWhereAllowed(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o750 }).catch(() => undefined);
}

async function lookAt(folder: string, name: string, held: Map<string, Held>): Promise<SeenFile | undefined> {
  const found = await lstat(join(folder, name)).catch(() => undefined);
  if (!found) return undefined;
  // The time of the last change of any kind, which whoever uploads cannot set back.
  held.set(name, { inode: found.ino, changed: found.ctimeMs });
  return { name, bytes: found.size, time: found.mtime, regular: found.isFile() && found.nlink === 1 };
}

async function* readHeld(folder: string, offer: Offer, held: Held | undefined): AsyncGenerator<Uint8Array> {
  const gone = () => new FetchError('file_gone', `${offer.name} changed while it was being read.`);
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const handle = await open(join(folder, offer.name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => {
    throw gone();
  });
  try {
    const same = async () => {
      const found = await handle.stat();
      return (
        found.isFile() &&
        found.ino === held?.inode &&
        found.ctimeMs === held.changed &&
        found.size === offer.bytes
      );
    };
    if (!(await same())) throw gone();
    yield* handle.createReadStream({ autoClose: false, highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
    if (!(await same())) throw gone();
  } finally {
    await handle.close();
  }
}

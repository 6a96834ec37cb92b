import { statSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';

/** Gives the lock back. */
export type Unlock = () => Promise<void>;

// Linux drops an abstract socket with its process, so the lock is never stale, not even after kill -9.
// Device and inode name the folder whatever path leads to it, and a copy of it is another folder.
function lockAddress(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `\0usher-database-${dev.toString()}-${ino.toString()}`;
}

/** Takes the lock of a folder until it is given back or the process ends; undefined when another holds it. */
export function takeLock(folder: string): Promise<Unlock | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen({ path: lockAddress(folder) }, () => {
      resolve(() => new Promise<void>((done) => server.close(() => done())));
    });
  });
}

/** Whether a living process holds the lock of a folder. */
export function isLocked(folder: string): Promise<boolean> {
  const socket = createConnection({ path: lockAddress(folder) });
  return new Promise((resolve) => {
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

import { closeSync, copyFileSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';

const LIMIT = 10 * 1024 * 1024;
const EVERY = 60_000;

/** Keeps the server's log and one older file within ten megabytes each, as long as this process lives. */
export function limitLog(file: string, log: (message: string) => void): NodeJS.Timeout {
  const check = () => {
    try {
      rotate(file);
    } catch (error) {
      log(`cannot limit the database's log: ${(error as Error).message}`);
    }
  };
  check();
  return setInterval(check, EVERY).unref();
}

// The server holds the file open to append, so it is copied and emptied rather than renamed; emptied
// also when a full disk has no room for the copy.
function rotate(file: string): void {
  if (!existsSync(file) || statSync(file).size < LIMIT) return;
  try {
    copyFileSync(file, `${file}.1`);
  } finally {
    truncateSync(file);
  }
}

/** Opens the log to append; `since` gives what was written after that. */
export function openLog(file: string): { fd: number; since: () => string; close: () => void } {
  const fd = openSync(file, 'a', 0o600);
  const start = statSync(file).size;
  return { fd, since: () => readFileSync(file).subarray(start).toString(), close: () => closeSync(fd) };
}

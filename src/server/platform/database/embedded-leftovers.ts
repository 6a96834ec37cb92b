import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PidFile {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads PostgreSQL's own postmaster.pid; undefined when there is none, or it is half written. */
export function readPidFile(data: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * The processes that work in a folder, by the kernel's word: a pid alone may since belong to another
 * program. PostgreSQL's processes all stay in their data folder.
 */
export function processesIn(folder: string): number[] {
  const { dev, ino } = statSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const there = statSync(`/proc/${String(pid)}/cwd`);
        return there.dev === dev && there.ino === ino && isPostgres(pid);
      } catch {
        return false;
      }
    });
}

// A person's shell may stand in the folder too.
function isPostgres(pid: number): boolean {
  return ['postgres', 'initdb'].includes(readFileSync(`/proc/${String(pid)}/comm`, 'utf8').trim());
}

/** Ends every process that works in a folder at once. */
export async function endProcessesIn(folder: string): Promise<void> {
  for (let left = processesIn(folder); left.length > 0; left = processesIn(folder)) {
    for (const pid of left) signal(pid, 'SIGKILL');
    await sleep(20);
  }
}

/**
 * Ends a server whose parent is gone: first the fast way, which writes everything out, then harder.
 * Only for the holder of the folder's lock, who knows that nobody supervises it.
 */
export async function endOrphan(data: string, log: (message: string) => void): Promise<void> {
  const file = readPidFile(data);
  if (!file) return;
  const steps = [
    ['SIGINT', 10_000],
    ['SIGQUIT', 3000],
    ['SIGKILL', 3000],
  ] as const;
  for (const [name, patience] of steps) {
    const left = processesIn(data);
    if (left.length === 0) break;
    log(`stopping a database server left behind (pid ${String(file.pid)}, ${name})`);
    // Without its postmaster a busy backend only ends when told to.
    for (const pid of left.includes(file.pid) && name !== 'SIGKILL' ? [file.pid] : left) signal(pid, name);
    await waitUntil(() => processesIn(data).length === 0, patience);
  }
  // PostgreSQL itself judges any other old pid file; one whose pid another program has now would stop it.
  if (readPidFile(data) && isAlive(file.pid)) rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** Waits until something holds, at most so many milliseconds; false when it never did. */
export async function waitUntil(holds: () => boolean, patience: number): Promise<boolean> {
  const end = Date.now() + patience;
  while (!holds()) {
    if (Date.now() > end) return false;
    await sleep(15);
  }
  return true;
}

/** Sends a signal; a process that is gone already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './embedded-binaries.ts';
import { EmbeddedDatabaseError } from './embedded-error.ts';
import type { Layout } from './embedded-layout.ts';
import { endOrphan, readPidFile } from './embedded-leftovers.ts';
import { openLog } from './embedded-log.ts';
import { serverArguments } from './embedded-settings.ts';
import { launch, type ServerUser } from './embedded-user.ts';

export interface ServerOptions {
  layout: Layout;
  binaries: Binaries;
  user: ServerUser | undefined;
  settings: Record<string, string>;
  log: (message: string) => void;
}

const PATIENCE = 15_000;
/** Replaying the log after a hard kill can take long; the server says so by staying alive. */
const RECOVERY_PATIENCE = 300_000;

/** A child process that is PostgreSQL, ready for connections. */
export interface RunningServer {
  child: ChildProcess;
  pid: number;
  port: number;
}

/**
 * Starts PostgreSQL and waits until it answers. Tries again while a predecessor still lets go of its
 * memory, or its port is taken; a port given stays. Refuses with `database_not_starting`.
 */
export async function startServer(options: ServerOptions, fixedPort?: number): Promise<RunningServer> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    await endOrphan(options.layout.data, options.log);
    const port = fixedPort ?? Number(options.settings['port'] ?? (await freePort()));
    const attempt = await tryStart(options, port);
    if (typeof attempt !== 'string') return attempt;
    const passing = /lock file .* already exists|shared memory block .* still in use|could not bind/.test(
      attempt,
    );
    if (!passing || Date.now() > end) {
      throw new EmbeddedDatabaseError(
        'database_not_starting',
        `The embedded database does not start; its log is ${options.layout.log}. It ends with: ${attempt.trim().slice(-1500)}`,
      );
    }
    await sleep(200);
  }
}

/** One attempt: the server, or what it wrote before it ended. */
async function tryStart(
  { layout, binaries, user, settings }: ServerOptions,
  port: number,
): Promise<RunningServer | string> {
  const log = openLog(layout.log);
  const child = launch({
    program: binaries.postgres,
    args: serverArguments(port, { ...settings, port: String(port) }),
    user,
    cwd: layout.data,
    stdio: ['ignore', log.fd, log.fd],
  });
  let failure: string | undefined;
  child.on('error', (error) => (failure = error.message));
  const end = Date.now() + RECOVERY_PATIENCE;
  try {
    while (failure === undefined) {
      const file = readPidFile(layout.data);
      if (file?.ready && file.pid === child.pid) return { child, pid: file.pid, port };
      if (hasEnded(child))
        failure = `${log.since()}\n(ended with ${String(child.exitCode ?? child.signalCode)})`;
      else if (Date.now() > end) {
        child.kill('SIGQUIT');
        failure = `not ready after ${RECOVERY_PATIENCE / 1000} s\n${log.since()}`;
      }
      await sleep(10);
    }
    return failure;
  } finally {
    log.close();
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Stops a server the fast way, which ends its sessions and writes everything out, and waits for its end. */
export async function stopServer({ child, pid }: RunningServer): Promise<void> {
  if (hasEnded(child)) return;
  child.ref();
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const harder = [
    setTimeout(() => child.kill('SIGQUIT'), 30_000),
    setTimeout(() => process.kill(pid, 'SIGKILL'), 35_000),
  ];
  await ended;
  for (const timer of harder) clearTimeout(timer);
}

/** Whether the database's files are still there: DATA_DIR may have been removed under a running server. */
export function hasFiles(layout: Layout): boolean {
  return existsSync(join(layout.data, 'PG_VERSION'));
}

// Below the ports that Linux gives to outgoing connections, so that a restarted server finds its own free.
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  return await isFree(0);
}

function isFree(port: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(0));
    probe.listen({ port, host: '127.0.0.1' }, () => {
      const found = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(found));
    });
  });
}

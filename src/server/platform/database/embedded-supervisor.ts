import { setTimeout as sleep } from 'node:timers/promises';
import { limitLog } from './embedded-log.ts';
import {
  hasFiles,
  type RunningServer,
  type ServerOptions,
  startServer,
  stopServer,
} from './embedded-server.ts';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;
/** A server that ran this long was well: the next pause is short again. */
const WELL_AFTER = 60_000;

export interface Supervisor {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL and keeps it running: one that ends by itself is started again on the same port, after a
 * pause that doubles with each failure. Refuses as `startServer` does at the first start only.
 */
export async function supervise(options: ServerOptions): Promise<Supervisor> {
  let running: RunningServer = await startServer(options);
  let stopping: Promise<void> | undefined;
  let reviving: Promise<void> | undefined;
  const cancelled = new AbortController();
  const logLimit = limitLog(options.layout.log, options.log);

  const watch = (startedAt: number, pause: number) => {
    // The server must not keep a process alive that has nothing else to do.
    running.child.unref();
    running.child.once('exit', (code, name) => {
      if (stopping) return;
      options.log(`database server ended unexpectedly (${String(code ?? name)}), starting it again`);
      reviving = revive(Date.now() - startedAt > WELL_AFTER ? FIRST_PAUSE : pause);
    });
  };

  const revive = async (firstPause: number): Promise<void> => {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      await sleep(pause, undefined, { signal: cancelled.signal }).catch(() => undefined);
      if (stopping) return;
      if (!hasFiles(options.layout)) {
        options.log('database files are gone; not starting the server again');
        return;
      }
      try {
        running = await startServer(options, running.port);
        watch(Date.now(), Math.min(pause * 2, LONGEST_PAUSE));
        options.log(`database server runs again (pid ${String(running.pid)})`);
        return;
      } catch (error) {
        options.log((error as Error).message);
      }
    }
  };

  // For machines without setpriv: a process that ends without stop() still takes its server along.
  const onExit = () => running.child.kill('SIGINT');
  process.once('exit', onExit);
  watch(Date.now(), FIRST_PAUSE);

  const stop = async () => {
    cancelled.abort();
    await reviving;
    await stopServer(running);
    process.off('exit', onExit);
    clearInterval(logLimit);
  };
  return {
    get pid() {
      return running.pid;
    },
    port: running.port,
    stop: () => (stopping ??= stop()),
  };
}

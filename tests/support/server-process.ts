import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

/** A server of our own as people start it, in processes of its own. */
export interface ServerProcess {
  url: string;
  /** What it has printed so far. */
  printed(): string;
  /** Runs the operator's command line beside the server and reads its JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers as programs do
  run(...args: string[]): any;
  /** Ends the server and everything it started at once, as a loss of power does. */
  kill(): Promise<void>;
  /** Ends it as SIGTERM does. */
  stop(): Promise<void>;
}

/**
 * Starts `script/server` and waits until it answers.
 * @param settings of the environment; `PORT` and `DATA_DIR` among them.
 */
export async function startServer(
  settings: { PORT: string; DATA_DIR: string } & Record<string, string>,
): Promise<ServerProcess> {
  const env = {
    ...process.env,
    LOG_LEVEL: 'error',
    DATABASE_URL: '',
    SMTP_URL: '',
    PUBLIC_URL: '',
    ...settings,
  };
  const url = `http://localhost:${settings.PORT}`;
  const child = spawn('script/server', { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (piece: Buffer) => {
    printed += piece.toString();
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const end = async (signal: () => void) => {
    signal();
    await ended;
  };
  const stop = () => end(() => child.kill('SIGTERM'));
  try {
    await answers(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    printed: () => printed,
    run: (...args) =>
      JSON.parse(execFileSync('script/usher', [...args, '--json'], { env }).toString()) as unknown,
    kill: () =>
      end(() => {
        for (const pid of treeOf(child.pid ?? 0)) killNow(pid);
      }),
    stop,
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${String(child.exitCode)}`);
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not answer within a minute');
}

/** A process and all that descend from it, by the kernel's word. */
export function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      // The name in brackets may hold anything; the parent is the second field behind it.
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Gone meanwhile.
    }
  }
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
}

export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

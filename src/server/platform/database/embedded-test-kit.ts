import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

/** Runs statements one after the other on a connection of their own; gives the last one's rows. */
export async function ask(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

export interface Parent {
  process: ChildProcess;
  /** What the started server says of itself; rejects when the process ends first. */
  started: Promise<{ pid: number; ownerUrl: string }>;
}

/** Starts an embedded database in another Node process, which stays until it is killed. */
export function startInParent(dataDir: string): Parent {
  const module = JSON.stringify(new URL('./embedded.ts', import.meta.url).href);
  const script = `
    const { startEmbedded } = await import(${module});
    const { pid, ownerUrl } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(JSON.stringify({ pid, ownerUrl }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const started = new Promise<{ pid: number; ownerUrl: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve(JSON.parse(line) as { pid: number; ownerUrl: string });
    });
    child.once('exit', () => reject(new Error('the parent ended before its database had started')));
  });
  return { process: child, started };
}

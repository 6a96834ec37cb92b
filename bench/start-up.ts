import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { root } from '../src/server/start.ts';
import { freePort } from '../tests/support/server-process.ts';
import { median, timed, type Row } from './measure.ts';
import type { Usher } from './usher.ts';

/** Seconds from `script/server`, everything built, until it says that it is ready; migrated before, or on a fresh machine. */
export async function startUp(usher: Usher, rounds: number): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'usher-start-'));
  const fresh = () => {
    rmSync(dataDir, { recursive: true, force: true });
    return { DATA_DIR: dataDir };
  };
  const own = {
    DATA_DIR: dataDir,
    DATABASE_URL: await makeDatabase(usher),
    SECRET_KEY: randomBytes(32).toString('base64'),
  };
  try {
    return [
      await measure('embedded, first start', rounds, 3, fresh),
      await measure('embedded', rounds, 3, () => ({ DATA_DIR: dataDir })),
      await measure('DATABASE_URL', rounds, 1, () => own),
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(
  size: string,
  rounds: number,
  most: number,
  settings: () => Record<string, string>,
): Promise<Row> {
  const seconds: number[] = [];
  // The first one counts for nothing: it may migrate.
  for (let round = 0; round <= rounds; round += 1) seconds.push((await start(settings())) / 1000);
  const ours = median(seconds.slice(1));
  return {
    work: 'ready after script/server',
    size,
    ours,
    baseline: null,
    unit: 's',
    ratio: null,
    reach: `≤ ${String(most)} s`,
    holds: ours <= most,
  };
}

async function start(settings: Record<string, string>): Promise<number> {
  const port = String(await freePort());
  let server: ReturnType<typeof spawn> | undefined;
  const milliseconds = await timed(async () => {
    server = spawn(join(root, 'script/server'), {
      env: { PATH: process.env.PATH, LOG_LEVEL: 'error', PORT: port, ...settings },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    while (!(await isReady(port))) {
      if (server.exitCode !== null) throw new Error('script/server ended before it was ready');
      await sleep(10);
    }
  });
  await new Promise((resolve) => server?.once('exit', resolve).kill('SIGTERM'));
  return milliseconds;
}

const isReady = (port: string): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** A database of somebody's own, on the server there is. @returns the URL of the login that owns it. */
async function makeDatabase(usher: Usher): Promise<string> {
  const client = new pg.Client({ connectionString: usher.superUrl });
  await client.connect();
  const password = randomBytes(16).toString('hex');
  await client.query(`create role bench_owner login createrole password '${password}'`);
  // The application's roles are there already on this server, made by another login.
  await client.query('grant usher_app, usher_operator to bench_owner with admin option');
  await client.query('create database bench owner bench_owner');
  await client.end();
  const url = new URL(usher.superUrl);
  Object.assign(url, { username: 'bench_owner', password, pathname: '/bench' });
  return url.href;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { copyPlaces, findBinaries } from './embedded-binaries.ts';
import { layoutOf } from './embedded-layout.ts';
import { endProcessesIn, processesIn, readPidFile, waitUntil } from './embedded-leftovers.ts';
import { serverArguments } from './embedded-settings.ts';
import { ask, startInParent } from './embedded-test-kit.ts';
import { chooseUser } from './embedded-user.ts';
import { attachEmbedded, type EmbeddedDatabase, startEmbedded } from './embedded.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'embedded-crash-'));
const layout = layoutOf(dataDir);
const open: EmbeddedDatabase[] = [];

beforeAll(async () => {
  const first = await startEmbedded({ dataDir });
  await ask(first.ownerUrl, 'CREATE TABLE acknowledged (n int)');
  await first.stop();
});

afterEach(async () => {
  for (const database of open.splice(0)) await database.stop();
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function start(): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir });
  open.push(database);
  return database;
}

async function write(url: string, n: number): Promise<void> {
  await ask(url, `INSERT INTO acknowledged VALUES (${n})`);
}

async function expectKept(url: string, n: number): Promise<void> {
  expect(await ask(url, `SELECT n FROM acknowledged WHERE n = ${n}`)).toEqual([{ n }]);
}

describe('after kill -9', () => {
  it('of the parent, no server stays and the next start has every row', async () => {
    const parent = startInParent(dataDir);
    const { pid, ownerUrl } = await parent.started;
    await write(ownerUrl, 1);
    parent.process.kill('SIGKILL');
    await once(parent.process, 'exit');
    expect(await waitUntil(() => !processesIn(layout.data).includes(pid), 5000)).toBe(true);
    await expectKept((await start()).ownerUrl, 1);
  });

  it('of the parent and every server process, the next start has every row', async () => {
    const parent = startInParent(dataDir);
    const { ownerUrl } = await parent.started;
    await write(ownerUrl, 2);
    parent.process.kill('SIGKILL');
    await endProcessesIn(layout.data);
    await expectKept((await start()).ownerUrl, 2);
  });

  it('of the server, it comes back by itself at the same address', async () => {
    const database = await start();
    const before = database.pid;
    await write(database.ownerUrl, 3);
    process.kill(before, 'SIGKILL');
    expect(await waitUntil(() => database.pid !== before, 10_000)).toBe(true);
    await expectKept(database.ownerUrl, 3);
  });

  it('of the server, it comes back although a session is busy', async () => {
    const database = await start();
    const before = database.pid;
    const busy = ask(database.ownerUrl, 'SELECT count(*) FROM generate_series(1, 10000000000)');
    const lost = expect(busy).rejects.toThrow();
    expect(await waitUntil(() => processesIn(layout.data).length > 5, 5000)).toBe(true);
    process.kill(before, 'SIGKILL');
    expect(await waitUntil(() => database.pid !== before, 15_000)).toBe(true);
    await lost;
    expect(await ask(database.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('at the start', () => {
  it('stops a server that nobody looks after', async () => {
    const user = chooseUser(layout.data);
    const { postgres } = findBinaries({ user, places: copyPlaces(user, layout.programs) });
    const orphan = spawn(postgres, serverArguments(4829), { cwd: layout.data, stdio: 'ignore', ...user });
    const ended = once(orphan, 'exit');
    expect(await waitUntil(() => readPidFile(layout.data)?.ready === true, 10_000)).toBe(true);
    expect(await attachEmbedded({ dataDir })).toBeUndefined();
    const database = await start();
    await ended;
    expect(database.pid).not.toBe(orphan.pid);
    expect(await ask(database.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is not misled by an old pid file whose pid another program has now', async () => {
    const pidFile = join(layout.data, 'postmaster.pid');
    const kept = join(dataDir, 'kept.pid');
    const first = await start();
    copyFileSync(pidFile, kept);
    await first.stop();
    const other = spawn('sleep', ['60'], { stdio: 'ignore', ...chooseUser(layout.data) });
    try {
      writeFileSync(pidFile, readFileSync(kept, 'utf8').replace(/^\d+/, String(other.pid)));
      expect(await ask((await start()).appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(other.exitCode).toBeNull();
      expect(other.signalCode).toBeNull();
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('makes new passwords when their file is gone', async () => {
    rmSync(layout.credentials);
    const database = await start();
    for (const url of [database.ownerUrl, database.appUrl, database.jobsUrl, database.superUrl]) {
      expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    }
  });

  it('refuses files of another major version, and leaves them', async () => {
    const version = join(layout.data, 'PG_VERSION');
    const present = readFileSync(version, 'utf8');
    writeFileSync(version, '16\n');
    try {
      await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
        code: 'database_files_version',
        message: expect.stringMatching(/PostgreSQL 16.*backup.*restore/) as string,
      });
    } finally {
      writeFileSync(version, present);
    }
    await expectKept((await start()).ownerUrl, 1);
  });

  it('does again what was cut short', async () => {
    const fresh = layoutOf(join(dataDir, 'fresh'));
    const draft = join(fresh.root, 'data.new');
    const parent = startInParent(join(dataDir, 'fresh'));
    const cutShort = expect(parent.started).rejects.toThrow();
    expect(await waitUntil(() => existsSync(join(draft, 'base')), 10_000)).toBe(true);
    parent.process.kill('SIGKILL');
    await cutShort;
    expect(existsSync(fresh.data)).toBe(false);
    const database = await startEmbedded({ dataDir: join(dataDir, 'fresh') });
    open.push(database);
    expect(await ask(database.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(existsSync(draft)).toBe(false);
  });
});

it('does not start again a server whose files are gone', async () => {
  const messages: string[] = [];
  const gone = join(dataDir, 'gone');
  mkdirSync(gone);
  const database = await startEmbedded({
    dataDir: gone,
    log: (message) => messages.push(message),
    settings: { fsync: 'off' },
  });
  rmSync(gone, { recursive: true, force: true });
  process.kill(database.pid, 'SIGKILL');
  expect(await waitUntil(() => messages.some((message) => message.includes('files are gone')), 10_000)).toBe(
    true,
  );
  await database.stop();
});

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from './embedded-test-kit.ts';
import { attachEmbedded, type EmbeddedDatabase, startEmbedded } from './embedded.ts';

let folder: string;
const open: EmbeddedDatabase[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-'));
});

afterEach(async () => {
  for (const database of open.splice(0)) await database.stop();
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

async function start(dataDir = folder, settings = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, settings: { fsync: 'off', ...settings } });
  open.push(database);
  return database;
}

describe('the server', () => {
  it('is PostgreSQL 17 in UTF-8, and waits for the disk', async () => {
    const database = await startEmbedded({ dataDir: folder });
    open.push(database);
    const rows = await ask(
      database.superUrl,
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS commit, current_setting('listen_addresses') AS address,
              encoding, datlocale, datcollate, rolname
       FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba WHERE datname = 'usher'`,
    );
    expect(rows).toEqual([
      {
        major: 17,
        fsync: 'on',
        commit: 'on',
        address: '127.0.0.1',
        encoding: 6,
        datlocale: 'C.UTF-8',
        datcollate: 'C.UTF-8',
        rolname: 'usher_owner',
      },
    ]);
  });

  it('keeps its data from one start to the next', async () => {
    const first = await start();
    await ask(first.ownerUrl, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (7)');
    await first.stop();
    const second = await start();
    expect(await ask(second.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('keeps its files to itself', async () => {
    await start();
    const root = join(folder, 'postgres');
    expect(statSync(root).mode & 0o077).toBe(0);
    for (const name of readdirSync(root))
      expect([name, statSync(join(root, name)).mode & 0o077]).toEqual([name, 0]);
  });

  it('runs beside another one', async () => {
    const [one, two] = await Promise.all([start(join(folder, 'one')), start(join(folder, 'two'))]);
    expect(one.ownerUrl).not.toBe(two.ownerUrl);
    await ask(one.ownerUrl, 'CREATE TABLE only_here (n int)');
    await expect(ask(two.ownerUrl, 'SELECT * FROM only_here')).rejects.toThrow('does not exist');
  });

  it('runs in a folder that only its owner can enter', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const database = await start(join(closed, 'deep', 'data'));
    expect(await ask(database.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a second process', () => {
  it('finds the running server and leaves it running', async () => {
    const first = await start();
    const found = await attachEmbedded({ dataDir: folder });
    expect(found).toMatchObject({ appUrl: first.appUrl, pid: first.pid, started: false });
    await found!.stop();
    expect(await ask(first.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('finds none that has stopped or never was', async () => {
    expect(await attachEmbedded({ dataDir: folder })).toBeUndefined();
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
    await (await start()).stop();
    expect(await attachEmbedded({ dataDir: folder })).toBeUndefined();
  });

  it('waits for one that is still being made', async () => {
    const starting = start();
    await setTimeout(200);
    const found = await attachEmbedded({ dataDir: folder });
    expect(found?.ownerUrl).toBe((await starting).ownerUrl);
  });

  it('is refused a start of its own, also when both begin at once', async () => {
    const both = await Promise.allSettled([start(), start()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'data_dir_in_use' });
  });
});

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startDueSources } from './source-jobs.ts';
import { approve, undo } from '../../../../../tests/support/sync-runs.ts';
import { csv, fetchAgain, runCheckNow } from '../../../../../tests/support/sync.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../../tests/support/test-app.ts';

const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000);

async function start(change: object = {}, sources: object = {}) {
  const dropDir = mkdtempSync(join(tmpdir(), 'usher-drop-'));
  onTestFinished(() => {
    rmSync(dropDir, { recursive: true, force: true });
  });
  const logged: { file?: string; why?: string }[] = [];
  const log = { warn: (what: object) => void logged.push(what) } as never;
  const clock = new TestClock();
  const app = await createTestApp({
    clock,
    sources: { dropDir, quietMs: 0, log, ...sources },
    env: { DROP_DIR: dropDir },
  });
  const space = await createTestSpace(app);
  const made = await space.api('POST', '/sync-sources', {
    kind: 'folder',
    name: 'Drop',
    settings: { folder: 'hr-export' },
    ...change,
  });
  const id = String(made.body.id);
  const folder = String(made.body.dropFolder);
  const put = (name: string, content: string, time = new Date()) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), content);
    utimesSync(join(folder, name), time, time);
  };
  /** One minute's turn of the jobs. @returns the run that it opened. */
  const minute = async (approve: 'no' | 'first' = 'no') => {
    clock.advance(61_000);
    await startDueSources(app.application.sources, space.id);
    const { body } = await space.api('GET', `/sync-sources/${id}`);
    if (body.lastRun?.state !== 'receiving') return undefined;
    return fetchAgain(app, space, body.lastRun.id, { approve });
  };
  return { app, space, id, folder, put, minute, logged, dropDir };
}

test('what is dropped is taken within a minute, and gone from the folder once it is kept', async () => {
  const { space, id, folder, put, minute, dropDir, app } = await start();
  expect(folder).toBe(join(dropDir, space.slug, 'hr-export', 'incoming'));
  expect(await minute()).toBeUndefined();
  expect(existsSync(folder)).toBe(true);
  put('people.csv', csv(1, 5));
  expect(await minute('first')).toMatchObject({
    state: 'applied',
    fileName: 'people.csv',
    counts: { joiner: 5 },
  });
  expect(readdirSync(folder)).toEqual([]);
  expect(await minute()).toBeUndefined();
  put('people.csv', csv(2, 6));
  expect(await minute()).toMatchObject({ state: 'applied', counts: { joiner: 1, leaver: 1 } });
  expect((await space.api('GET', `/sync-sources/${id}`)).body).toMatchObject({ people: 5, failures: 0 });
  expect(await app.verify()).toEqual([]);
});

test('of full files together the newest wins, and the others are marked and removed', async () => {
  const { app, space, folder, put, minute } = await start();
  put('1.csv', csv(1, 5), minutesAgo(90));
  await minute('first');
  put('2.csv', csv(1, 1), minutesAgo(60));
  put('4.csv', csv(1, 6), minutesAgo(20));
  put('3.csv', csv(1, 2), minutesAgo(40));
  expect(await minute()).toMatchObject({
    state: 'applied',
    fileName: '4.csv',
    counts: { joiner: 1, leaver: 0 },
  });
  expect(readdirSync(folder)).toEqual([]);
  const states = await runStates(app.superUrl);
  expect(states).toEqual([
    ['1.csv', 'applied'],
    ['2.csv', 'superseded'],
    ['3.csv', 'superseded'],
    ['4.csv', 'applied'],
  ]);
  put('0.csv', csv(1, 6), minutesAgo(200));
  expect(await minute()).toMatchObject({ state: 'refused', reason: 'older_file' });
  expect(space.slug).toBe('acme');
});

test('a file from a clock that is ahead does not have the files of later days refused', async () => {
  const { app, space, id, put, minute } = await start();
  put('1.csv', csv(1, 5), new Date('2099-01-01T00:00:00Z'));
  expect(await minute('first')).toMatchObject({ state: 'applied' });
  put('2.csv', csv(1, 6), new Date(Date.now() + 120_000));
  expect(await minute()).toMatchObject({ state: 'applied', counts: { joiner: 1 } });
  put('3.csv', csv(1, 7), new Date('2099-01-01T00:00:00Z'));
  const third = await minute();
  expect(third).toMatchObject({ state: 'applied' });
  await approve(app, space, await undo(app, space, third?.id ?? ''));
  await space.api('POST', `/sync-sources/${id}/resume`);
  put('4.csv', csv(1, 8), new Date(Date.now() + 180_000));
  expect(await minute()).toMatchObject({ state: 'applied', counts: { joiner: 2 } });
});

test('files under way, links, pipes and folders are left alone and noted in the log', async () => {
  const { folder, put, minute, logged, dropDir } = await start();
  put('people.csv.part', csv(1, 3));
  const outside = join(dropDir, 'outside.csv');
  writeFileSync(outside, csv(1, 9));
  symlinkSync(outside, join(folder, 'link.csv'));
  symlinkSync('../../../../outside.csv', join(folder, 'up.csv'));
  linkSync(outside, join(folder, 'hard.csv'));
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  mkdirSync(join(folder, 'folder.csv'));
  writeFileSync(join(folder, '.hidden.csv'), csv(1, 3));
  expect(await minute()).toBeUndefined();
  put('people.csv', csv(1, 2));
  expect(await minute('first')).toMatchObject({ state: 'applied', counts: { joiner: 2 } });
  expect(readdirSync(folder).sort()).toEqual(
    ['.hidden.csv', 'folder.csv', 'hard.csv', 'link.csv', 'people.csv.part', 'pipe.csv', 'up.csv'].sort(),
  );
  const noted = new Map(logged.map(({ file, why }) => [file, why]));
  expect(noted.get('link.csv')).toBe('not_regular');
  expect(noted.get('pipe.csv')).toBe('not_regular');
  expect(noted.get('hard.csv')).toBe('not_regular');
  expect(noted.get('.hidden.csv')).toBe('unsafe_name');
});

test('a file that changed within the minute is still being written', async () => {
  const { put, minute, app } = await start({}, { quietMs: 60_000 });
  // Its own time may say otherwise: uploads often keep the time of the original.
  put('people.csv', csv(1, 3), minutesAgo(600));
  expect(await minute()).toBeUndefined();
  app.application.sources.quietMs = 0;
  expect(await minute()).toMatchObject({ state: 'rehearsed', counts: { joiner: 3 } });
});

test('changes are taken one after the other, and wait behind one that a person has to settle', async () => {
  const { folder, put, minute } = await start({ mode: 'changes' });
  put('a.csv', csv(1, 2), minutesAgo(60));
  put('b.csv', csv(3, 4), minutesAgo(50));
  expect(await minute('first')).toMatchObject({ state: 'applied', fileName: 'a.csv' });
  expect(readdirSync(folder)).toEqual([]);
});

test('two sources never share a folder, and a look at one shows what is there', async () => {
  const { app, space, put } = await start();
  const second = { kind: 'folder', name: 'Second', settings: { folder: 'hr-export' } };
  expect((await space.api('POST', '/sync-sources', second)).body.code).toBe('name_taken');
  put('people.csv', csv(1, 3));
  put('notes.txt', 'hello');
  const check = await runCheckNow(app, space, { kind: 'folder', settings: { folder: 'hr-export' } });
  expect(check).toMatchObject({
    state: 'done',
    result: { file: 'people.csv', problem: null, rows: { length: 3 } },
  });
});

async function runStates(url: string): Promise<[string, string][]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string; state: string }>(
    'select file_name as name, state from sync_runs order by file_name',
  );
  await client.end();
  return rows.map(({ name, state }) => [name, state]);
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { catchMails, deliver } from '../../../../../tests/support/mail-catcher.ts';
import { cutAfter, startSshd, type Sshd } from '../../../../../tests/support/sshd.ts';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
  type TestSpace,
} from '../../../../../tests/support/test-app.ts';
import {
  countJobs,
  countRuns,
  csv,
  fetchNow,
  fetchAgain,
  runCheckNow,
} from '../../../../../tests/support/sync.ts';

const start = async (env: Record<string, string> = { ALLOW_PRIVATE_HOSTS: '1' }, clock?: TestClock) => {
  const app = await createTestApp({ env, sources: { settleMs: 20 }, ...(clock && { clock }) });
  return { app, space: await createTestSpace(app), sshd: await startSshd(onTestFinished) };
};

const settingsOf = (sshd: Sshd, settings: object = {}) => ({
  host: sshd.host,
  port: sshd.port,
  user: sshd.user,
  folder: sshd.folder,
  pattern: 'people*.csv',
  hostKey: sshd.hostKey,
  ...settings,
});

async function setUp(
  space: TestSpace,
  sshd: Sshd,
  change: object = {},
  settings: object = {},
): Promise<string> {
  const { status, body } = await space.api('POST', '/sync-sources', {
    kind: 'sftp',
    name: 'SFTP',
    settings: settingsOf(sshd, settings),
    secrets: { privateKey: sshd.privateKey },
    ...change,
  });
  expect(status).toBe(201);
  return String(body.id);
}

const apply = (app: TestApp, space: TestSpace, id: string) => fetchNow(app, space, id, { approve: 'first' });
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000);

test('a look finds the host key first, then files and first rows; then it is set up and followed', async () => {
  const { app, space, sshd } = await start();
  sshd.put('people.csv', csv(1, 12, 'Staff No.;E-Mail;First name;Surname').replaceAll(',', ';'));
  sshd.put('readme.txt', 'nothing');
  const look = {
    kind: 'sftp',
    delimiter: ';',
    secrets: { privateKey: sshd.sealedKey, passphrase: sshd.passphrase },
  };
  const first = await runCheckNow(app, space, { ...look, settings: settingsOf(sshd, { hostKey: null }) });
  expect(first).toMatchObject({ state: 'done', result: { hostKey: sshd.hostKey, files: [], rows: [] } });
  const second = await runCheckNow(app, space, { ...look, settings: settingsOf(sshd) });
  expect(second).toMatchObject({
    state: 'done',
    result: {
      file: 'people.csv',
      headers: ['Staff No.', 'E-Mail', 'First name', 'Surname'],
      suggestedMapping: { employee_id: 'Staff No.', email: 'E-Mail', last_name: 'Surname' },
      rows: [],
      problem: { reason: 'header_missing' },
    },
  });
  expect(
    second.result.files
      .map((file: { name: string; taken: boolean; leftAlone: string }) => [
        file.name,
        file.taken,
        file.leftAlone,
      ])
      .sort(),
  ).toEqual([
    ['people.csv', true, null],
    ['readme.txt', false, 'pattern'],
  ]);
  const mapping = second.result.suggestedMapping;
  const third = await runCheckNow(app, space, { ...look, mapping, settings: settingsOf(sshd) });
  expect(third.result).toMatchObject({ problem: null, rows: { length: 10 } });
  expect(third.result.rows[0]).toMatchObject({
    line: 2,
    employeeId: 'E1',
    email: 'p1@acme.test',
    error: null,
  });

  const id = await setUp(space, sshd, { mapping, delimiter: ';', secrets: look.secrets });
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'rehearsed',
    reason: 'first_run',
    counts: { joiner: 12 },
  });
  expect(await apply(app, space, id)).toMatchObject({
    state: 'applied',
    fileName: 'people.csv',
    attempts: 1,
  });
  sshd.put('people.csv', csv(2, 13, 'Staff No.;E-Mail;First name;Surname').replaceAll(',', ';'));
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'applied',
    counts: { joiner: 1, leaver: 1 },
  });
  const again = await fetchNow(app, space, id);
  expect(again).toMatchObject({ state: 'applied', counts: { unchanged: 12, leaver: 0 } });
  const { body } = await space.api('GET', `/sync-sources/${id}`);
  expect(body).toMatchObject({ people: 12, failures: 0, lastRun: { id: again.id, state: 'applied' } });
  expect(await app.verify()).toEqual([]);
});

test('a changed host key stops the run before anything is said, and nothing is tried again', async () => {
  const { app, space, sshd } = await start();
  sshd.put('people.csv', csv(1, 3));
  const id = await setUp(space, sshd);
  await sshd.changeHostKey();
  const run = await fetchNow(app, space, id);
  expect(run).toMatchObject({ state: 'failed', reason: 'host_key_changed', attempts: 1, tryAgainAt: null });
  expect(run.problem).toContain(sshd.hostKey);
  expect(await countJobs(app, 'fetch_source')).toBe(1);
  const source = await space.api('GET', `/sync-sources/${id}`);
  expect(source.body).toMatchObject({ hostKeyChanged: true, lastRun: { reason: 'host_key_changed' } });
  const confirmed = await space.api('PATCH', `/sync-sources/${id}`, { settings: settingsOf(sshd) });
  expect(confirmed.body).toMatchObject({
    failures: 1,
    secretsSet: ['privateKey'],
    hostKeyChanged: false,
  });
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'rehearsed' });
});

test('a look at a host with another key shows that key, also where it is of another type', async () => {
  const { app, space, sshd } = await start();
  sshd.put('people.csv', csv(1, 3));
  const pinned = settingsOf(sshd);
  const secrets = { privateKey: sshd.privateKey };
  for (const type of ['ed25519', 'ecdsa'] as const) {
    await sshd.changeHostKey(type);
    const look = await runCheckNow(app, space, { kind: 'sftp', settings: pinned, secrets });
    expect(look).toMatchObject({
      state: 'failed',
      reason: 'host_key_changed',
      result: { hostKey: sshd.hostKey, rows: [] },
    });
    expect(look.problem).toContain(sshd.hostKey);
  }
  const settings = { ...pinned, hostKey: sshd.hostKey };
  expect(await runCheckNow(app, space, { kind: 'sftp', settings, secrets })).toMatchObject({
    state: 'done',
    result: { file: 'people.csv', rows: { length: 3 } },
  });
});

test('a locked account and a wrong password are not tried again', async () => {
  const { app, space, sshd } = await start();
  sshd.put('people.csv', csv(1, 3));
  const id = await setUp(space, sshd);
  sshd.lockAccount();
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'failed',
    reason: 'sign_in_failed',
    attempts: 1,
  });
  sshd.unlockAccount();
  await space.api('PATCH', `/sync-sources/${id}`, { secrets: { password: 'wrong' } });
  const run = await fetchNow(app, space, id);
  expect(run).toMatchObject({ state: 'failed', reason: 'sign_in_failed', attempts: 1 });
  expect(run.problem).not.toContain('wrong');
  await space.api('PATCH', `/sync-sources/${id}`, {
    secrets: { privateKey: sshd.sealedKey, passphrase: 'not it' },
  });
  expect(await fetchNow(app, space, id)).toMatchObject({ reason: 'sign_in_failed', attempts: 1 });
  expect(await countJobs(app, 'fetch_source')).toBe(3);
});

test('a connection cut in mid-file is tried again after a pause, and nobody comes twice', async () => {
  const { app, space, sshd } = await start();
  sshd.put('people.csv', csv(1, 20_000));
  const proxy = await cutAfter(sshd.port, onTestFinished);
  const id = await setUp(space, sshd, {}, { port: proxy.port });
  proxy.limit(300_000);
  const cut = await fetchNow(app, space, id);
  expect(cut).toMatchObject({ state: 'receiving', reason: 'connection_lost', attempts: 1, rows: 0 });
  expect(cut.tryAgainAt?.getTime()).toBeGreaterThan(Date.now() + 10_000);
  expect(proxy.cuts()).toBe(1);
  expect(await countJobs(app, 'fetch_source')).toBe(2);
  expect((await space.api('POST', `/sync-sources/${id}/run`)).body.code).toBe('run_in_progress');
  await fetchAgain(app, space, cut.id);
  proxy.limit(Infinity);
  const whole = await fetchAgain(app, space, cut.id);
  expect(whole).toMatchObject({
    state: 'rehearsed',
    attempts: 3,
    rows: 20_000,
    counts: { joiner: 20_000 },
    tryAgainAt: null,
  });
});

test('a server that is down is tried again; tries that all fail are one failure', async () => {
  const { app, space, sshd } = await start();
  const id = await setUp(space, sshd);
  await sshd.stop();
  let run = await fetchNow(app, space, id);
  expect(run).toMatchObject({ state: 'receiving', reason: 'unreachable' });
  for (let attempt = 2; attempt <= 7; attempt += 1) run = await fetchAgain(app, space, run.id);
  expect(run).toMatchObject({ state: 'failed', reason: 'unreachable', attempts: 7, tryAgainAt: null });
  expect((await space.api('GET', `/sync-sources/${id}`)).body.failures).toBe(1);
  await sshd.start();
  sshd.put('people.csv', csv(1, 3));
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'rehearsed' });
});

test('an empty folder is a failure; five in a row pause the source, and Admins hear twice', async () => {
  const catcher = await catchMails();
  const clock = new TestClock();
  const { app, space, sshd } = await start({ ALLOW_PRIVATE_HOSTS: '1', SMTP_URL: catcher.url }, clock);
  const id = await setUp(space, sshd, { schedule: { time: '02:00', days: [1] } });
  for (let night = 1; night <= 5; night += 1) {
    clock.advance(24 * 3600 * 1000);
    expect(await fetchNow(app, space, id)).toMatchObject({ state: 'failed', reason: 'no_file', attempts: 1 });
  }
  const { body } = await space.api('GET', `/sync-sources/${id}`);
  expect(body).toMatchObject({ state: 'paused', failures: 5, pausedBy: 'Usher', nextRunAt: null });
  expect(body.pausedReason).toContain('The folder is empty');
  await deliver(app, space);
  const subjects = catcher.mails.map(({ subject }) => subject).filter((subject) => subject.includes('SFTP'));
  expect(subjects).toEqual(['SFTP could not be read', 'SFTP is paused']);
  expect((await space.api('POST', `/sync-sources/${id}/resume`)).body).toMatchObject({
    failures: 0,
    state: 'active',
  });
});

test('the newest full file wins; what is under way, no file or outside is left alone', async () => {
  const { app, space, sshd } = await start();
  sshd.put('people-1.csv', csv(1, 3), minutesAgo(60));
  const id = await setUp(space, sshd);
  await apply(app, space, id);
  sshd.put('people-2.csv', csv(1, 2), minutesAgo(50));
  sshd.put('people-3.csv', csv(1, 4), minutesAgo(40));
  sshd.put('people-4.csv.part', csv(1, 1), minutesAgo(5));
  const secret = join(sshd.folder, '..', 'people-9.csv');
  execFileSync('cp', [join(sshd.folder, 'people-1.csv'), secret]);
  symlinkSync(secret, join(sshd.folder, 'people-5.csv'));
  execFileSync('mkfifo', [join(sshd.folder, 'people-6.csv')]);
  mkdirSync(join(sshd.folder, 'people-7.csv'));
  const run = await fetchNow(app, space, id);
  expect(run).toMatchObject({ state: 'applied', fileName: 'people-3.csv', counts: { joiner: 1, leaver: 0 } });
  const { body } = await space.api('GET', `/sync-sources/${id}`);
  expect(body.people).toBe(4);
  expect(await countRuns(app, 'superseded')).toBe(1);
});

test('a file older than the last applied is refused', async () => {
  const { app, space, sshd } = await start();
  sshd.put('people.csv', csv(1, 3), minutesAgo(10));
  const id = await setUp(space, sshd);
  await apply(app, space, id);
  sshd.put('people.csv', csv(1, 1), minutesAgo(60));
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'refused', reason: 'older_file' });
  expect((await space.api('GET', `/sync-sources/${id}`)).body).toMatchObject({ people: 3, failures: 1 });
});

test('a file that grows while it is fetched is left for later', async () => {
  const { app, space, sshd } = await start();
  app.application.sources.settleMs = 300;
  const path = sshd.put('people.csv', csv(1, 3));
  const id = await setUp(space, sshd);
  const writing = setInterval(() => appendFileSync(path, 'E9,p9@acme.test,F,L\n'), 50);
  const run = await fetchNow(app, space, id);
  clearInterval(writing);
  expect(run).toMatchObject({ state: 'receiving', reason: 'still_growing' });
  expect(await fetchAgain(app, space, run.id)).toMatchObject({ state: 'rehearsed' });
});

test('files of changes are taken one after the other, oldest first, each once', async () => {
  const { app, space, sshd } = await start();
  const names = (n: number) => csv(1, 2).replace('First1', `Name${String(n)}`);
  sshd.put('people-1.csv', names(1), minutesAgo(60));
  const id = await setUp(space, sshd, { mode: 'changes' });
  expect(await apply(app, space, id)).toMatchObject({ state: 'applied', counts: { joiner: 2 } });
  sshd.put('people-3.csv', names(3), minutesAgo(40));
  sshd.put('people-2.csv', names(2), minutesAgo(50));
  sshd.put('people-4.csv', names(4), minutesAgo(40));
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'applied', fileName: 'people-2.csv' });
  const users = await space.api('GET', '/users?q=p1@acme.test');
  expect(users.body.items[0].firstName).toBe('Name4');
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'cancelled', reason: 'nothing_new' });
  expect((await space.api('GET', `/sync-sources/${id}`)).body).toMatchObject({ failures: 0, people: 2 });
});

test('changes wait behind one that waits for a person', async () => {
  const { app, space, sshd } = await start();
  sshd.put('people-1.csv', csv(1, 2), minutesAgo(60));
  sshd.put('people-2.csv', csv(3, 4), minutesAgo(50));
  const id = await setUp(space, sshd, { mode: 'changes' });
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'rehearsed', fileName: 'people-1.csv' });
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'cancelled', reason: 'nothing_new' });
});

test('a folder that is not there says so', async () => {
  const { app, space, sshd } = await start();
  const id = await setUp(space, sshd, {}, { folder: '/nowhere/at/all' });
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'failed',
    reason: 'folder_missing',
    attempts: 1,
  });
});

test('loopback and private hosts are not reached unless the operator allows it', async () => {
  const { app, space, sshd } = await start({});
  const id = await setUp(space, sshd);
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'failed',
    reason: 'host_refused',
    attempts: 1,
  });
  const check = await runCheckNow(app, space, {
    kind: 'sftp',
    settings: settingsOf(sshd, { host: 'localhost', hostKey: null }),
  });
  expect(check).toMatchObject({ state: 'failed', reason: 'host_refused', result: null });
});

test('a file of 5 GB is refused by its size, without being fetched', async () => {
  const { app, space, sshd } = await start();
  sshd.put('people.csv', csv(1, 3));
  const id = await setUp(space, sshd);
  await apply(app, space, id);
  execFileSync('truncate', ['-s', '5G', join(sshd.folder, 'people.csv')]);
  const run = await fetchNow(app, space, id);
  expect(run).toMatchObject({ state: 'refused', reason: 'too_big', attempts: 1 });
  expect((await space.api('GET', `/sync-sources/${id}`)).body.people).toBe(3);
});

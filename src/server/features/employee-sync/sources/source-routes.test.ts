import { createReadStream, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import pg from 'pg';
import { actingAs, execute, operator } from '../../../platform/command/index.ts';
import { backup, restore } from '../../../platform/database/index.ts';
import { beginAttempt } from './fetch-commands.ts';
import { startRun } from './start-run.ts';
import { join } from '../../../../../tests/support/people.ts';
import { everyPage } from '../../../../../tests/support/every-page.ts';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
} from '../../../../../tests/support/test-app.ts';
import { ordinaryLimits } from '../guard-rules.ts';

const hostKey = 'ssh-ed25519 SHA256:uNiVztksCsDhcc0u9e8BrUDgDV1I7Bz3nTqRvZ4ofl0';
const sftp = {
  kind: 'sftp',
  name: 'People from HR',
  mapping: { employee_id: 'Staff No.' },
  schedule: { time: '02:30', days: [1, 2, 3, 4, 5] },
  settings: { host: 'sftp.acme.test', user: 'usher', folder: '/out', hostKey },
  secrets: { password: 'hunter2-and-more' },
};
const bamboo = {
  kind: 'hris',
  name: 'BambooHR',
  settings: { vendor: 'bamboohr', company: 'acme' },
  secrets: { apiKey: 'bamboo-key-of-acme' },
};

async function everything(app: TestApp): Promise<string> {
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`,
  );
  let text = '';
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
    text += rows.map(({ row }) => row).join('\n');
  }
  await client.end();
  return text;
}

test('a source is made, read, changed, paused, resumed and deleted', async () => {
  const clock = new TestClock(new Date('2026-03-27T12:00:00Z'));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const made = await space.api('POST', '/sync-sources', sftp);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    kind: 'sftp',
    mode: 'full',
    settings: { host: 'sftp.acme.test', port: 22, pattern: '*.csv', hostKey },
    secretsSet: ['password'],
    state: 'active',
    people: 0,
    lastRun: null,
    // Monday, 02:30 in London, which is on summer time by then.
    nextRunAt: '2026-03-30T01:30:00.000Z',
  });
  const url = `/sync-sources/${made.body.id}`;
  expect((await space.api('GET', '/sync-sources')).body).toEqual({
    items: [made.body],
    nextCursor: null,
    ordinaryLimits,
  });
  const changed = await space.api('PATCH', url, { name: 'HR', schedule: { time: '06:00', days: [6, 7] } });
  expect(changed.body).toMatchObject({
    name: 'HR',
    nextRunAt: '2026-03-28T06:00:00.000Z',
    secretsSet: ['password'],
  });
  expect(changed.body.mapping).toEqual({ employee_id: 'Staff No.' });
  await space.api('PATCH', '/settings', { timeZone: 'America/New_York' });
  expect((await space.api('GET', url)).body.nextRunAt).toBe('2026-03-28T10:00:00.000Z');
  await space.api('PATCH', '/settings', { timeZone: 'Europe/London' });
  const paused = await space.api('POST', `${url}/pause`, { reason: 'Move to a new HR system' });
  expect(paused.body).toMatchObject({
    state: 'paused',
    nextRunAt: null,
    pausedReason: 'Move to a new HR system',
  });
  expect((await space.api('POST', `${url}/run`)).body.code).toBe('invalid_state');
  expect((await space.api('POST', `${url}/resume`)).body).toMatchObject({
    state: 'active',
    pausedBy: null,
    nextRunAt: '2026-03-28T06:00:00.000Z',
  });
  const started = await space.api('POST', `${url}/run`, { intent: 'rehearse' });
  expect(started.status).toBe(202);
  expect((await space.api('POST', `${url}/run`)).body).toMatchObject({
    code: 'run_in_progress',
    runId: started.body.runId,
  });
  expect((await space.api('DELETE', url)).body.code).toBe('run_in_progress');
  const audit = await space.api('GET', '/audit-events?limit=50');
  const actions = (audit.body.items as { action: string }[]).map(({ action }) => action);
  for (const action of ['source.made', 'source.changed', 'source.paused', 'source.resumed', 'sync.started'])
    expect(actions).toContain(action);
});

test('a deleted source leaves its Users, who are by hand from then on', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const { body } = await space.api('POST', '/sync-sources', bamboo);
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  await space.api('POST', '/users', { users: [{ email: 'ada@acme.test' }] });
  await client.query(`update users set source = 'hris', source_id = $1 where email = 'ada@acme.test'`, [
    body.id,
  ]);
  expect((await space.api('GET', `/sync-sources/${body.id}`)).body.people).toBe(1);
  expect((await space.api('DELETE', `/sync-sources/${body.id}`)).status).toBe(204);
  const { rows } = await client.query(`select source, source_id from users where email = 'ada@acme.test'`);
  expect(rows).toEqual([{ source: 'manual', source_id: null }]);
  const kept = await client.query(`select sealed_secrets from sync_sources`);
  expect(kept.rows).toEqual([{ sealed_secrets: null }]);
  await client.end();
  expect((await space.api('GET', `/sync-sources/${body.id}`)).status).toBe(404);
  expect((await space.api('POST', '/sync-sources', bamboo)).status).toBe(201);
});

test('secrets are in no answer, no audit row, no table and no job', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const secrets = ['hunter2-and-more', 'bamboo-key-of-acme', 'a-bearer-of-json', 'key-phrase-of-mine'];
  const answers = [
    await space.api('POST', '/sync-sources', sftp),
    await space.api('POST', '/sync-sources', bamboo),
    await space.api('POST', '/sync-sources', {
      kind: 'hris',
      name: 'JSON',
      settings: { vendor: 'json', url: 'https://hr.acme.test/people' },
      secrets: { headers: { 'X-Api-Key': 'a-bearer-of-json' } },
    }),
    await space.api('POST', '/sync-sources/checks', {
      kind: 'sftp',
      settings: { ...sftp.settings },
      secrets: { privateKey: 'no key', passphrase: 'key-phrase-of-mine' },
    }),
    await space.api('GET', '/sync-sources'),
    await space.api('GET', '/audit-events?limit=50'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 202, 200, 200]);
  expect(answers[2]?.body.secretsSet).toEqual(['headers.X-Api-Key']);
  expect((await everyPage(space, '/sync-sources')).map(({ id }) => id)).toEqual(
    answers.slice(0, 3).map(({ body }) => String(body.id)),
  );
  const text = JSON.stringify(answers.map(({ body }) => body)) + (await everything(app));
  expect(text).toContain('sftp.acme.test');
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test('sealed secrets open for their own source and space alone', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const other = await createTestSpace(app, { name: 'Other' });
  const mine = await space.api('POST', '/sync-sources', bamboo);
  const theirs = await other.api('POST', '/sync-sources', { ...bamboo, secrets: { apiKey: 'theirs' } });
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  await client.query(
    `update sync_sources set sealed_secrets = (select sealed_secrets from sync_sources where id = $1) where id = $2`,
    [mine.body.id, theirs.body.id],
  );
  await client.end();
  expect((await other.api('GET', `/sync-sources/${theirs.body.id}`)).body.secretsSet).toEqual([]);
  expect((await space.api('GET', `/sync-sources/${mine.body.id}`)).body.secretsSet).toEqual(['apiKey']);
});

test('another address voids the secrets kept, so that nobody has them sent elsewhere', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const { body } = await space.api('POST', '/sync-sources', sftp);
  const url = `/sync-sources/${body.id}`;
  const moved = { ...sftp.settings, host: 'evil.test' };
  const refused = await space.api('PATCH', url, { settings: moved });
  expect(refused.body).toMatchObject({ code: 'invalid_request', issues: [{ path: 'secrets.password' }] });
  const check = { kind: 'sftp', sourceId: body.id, settings: moved };
  expect((await space.api('POST', '/sync-sources/checks', check)).body.issues[0].path).toBe(
    'secrets.password',
  );
  const written = await space.api('POST', '/sync-sources/checks', { ...check, encoding: 'morse' });
  expect(written.body).toMatchObject({ code: 'invalid_request', issues: [{ path: 'encoding' }] });
  expect((await space.api('PATCH', url, { settings: { ...sftp.settings, folder: '/new' } })).status).toBe(
    200,
  );
  const given = await space.api('PATCH', url, { settings: moved, secrets: { password: 'another' } });
  expect(given.body.settings.host).toBe('evil.test');
});

test.each([
  ['a name that is there', { ...sftp, name: 'BambooHR' }, 'name_taken'],
  ['the name of uploads', { ...sftp, name: 'CSV upload' }, 'name_taken'],
  ['no host key', { ...sftp, settings: { host: 'a.test', user: 'u' } }, 'invalid_request'],
  ['no secret', { ...sftp, secrets: {} }, 'invalid_request'],
  ['a folder outside', { kind: 'folder', name: 'F', settings: { folder: '../etc' } }, 'invalid_request'],
  ['no time of day', { ...sftp, schedule: { time: '25:00', days: [1] } }, 'invalid_request'],
  ['no day', { ...sftp, schedule: { time: '02:00', days: [] } }, 'invalid_request'],
  ['a column that is none', { ...sftp, mapping: { salary: 'Salary' } }, 'invalid_request'],
  ['settings of another kind', { ...sftp, settings: bamboo.settings }, 'invalid_request'],
  [
    'a password in the address',
    { kind: 'hris', name: 'J', settings: { vendor: 'json', url: 'https://u:p@hr.test/' } },
    'invalid_request',
  ],
  [
    'a file as address',
    { kind: 'hris', name: 'J', settings: { vendor: 'json', url: 'file:///etc/passwd' } },
    'invalid_request',
  ],
])('%s is refused', async (_, source, code) => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await space.api('POST', '/sync-sources', bamboo);
  expect((await space.api('POST', '/sync-sources', source)).body.code).toBe(code);
});

test('sources of another space are not there, and Members see none', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const other = await createTestSpace(app, { name: 'Other' });
  const { body } = await space.api('POST', '/sync-sources', bamboo);
  for (const [method, path] of [
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/pause'],
    ['POST', '/resume'],
    ['POST', '/run'],
  ] as const) {
    const answer = await other.api(
      method,
      `/sync-sources/${body.id}${path}`,
      method === 'PATCH' ? {} : undefined,
    );
    expect(answer.body.code).toBe('not_found');
  }
  const member = await join(app, space, { email: 'member@acme.test' });
  for (const path of ['', `/${body.id}`]) {
    const answer = await member.call('GET', `/api/v1/spaces/${space.slug}/sync-sources${path}`);
    expect(answer.body.code).toBe('forbidden');
  }
});

test('a backup carries sources with their secrets sealed, and they work where it is restored', async () => {
  const file = pathOf(mkdtempSync(pathOf(tmpdir(), 'usher-backup-')), 'all.gz');
  const from = await createTestApp();
  const space = await createTestSpace(from);
  const { body } = await space.api('POST', '/sync-sources', sftp);
  await backup(from.ownerUrl, file);
  const text = gunzipSync(readFileSync(file)).toString();
  expect(text).toContain('People from HR');
  expect(text).not.toContain('hunter2-and-more');
  const to = await createTestApp();
  await restore(to.ownerUrl, createReadStream(file));
  const opened = await execute(to.platform, { spaceId: space.id, caller: actingAs(operator) }, startRun, {
    sourceId: body.id,
    intent: 'apply',
  }).then((runId) =>
    execute(to.platform, { spaceId: space.id, caller: actingAs(operator) }, beginAttempt, { runId }),
  );
  expect(opened).toMatchObject({
    secrets: { password: 'hunter2-and-more' },
    source: { hostKey, nextRunAt: expect.any(Date) },
  });
});

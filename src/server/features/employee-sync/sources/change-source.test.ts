import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../../../../tests/support/test-app.ts';

const hostKey = 'ssh-ed25519 SHA256:uNiVztksCsDhcc0u9e8BrUDgDV1I7Bz3nTqRvZ4ofl0';
const otherKey = 'ssh-ed25519 SHA256:AAAAztksCsDhcc0u9e8BrUDgDV1I7Bz3nTqRvZ4ofl0';
const sftp = {
  kind: 'sftp',
  name: 'HR server',
  settings: { host: 'sftp.acme.test', port: 22, user: 'usher', folder: '/out', pattern: '*.csv', hostKey },
  secrets: { password: 'hunter2-and-more' },
};
const json = {
  kind: 'hris',
  name: 'JSON',
  settings: { vendor: 'json', url: 'https://hr.acme.test/people' },
  secrets: { headers: { 'X-Api-Key': 'a-key', 'X-Tenant': 'acme' } },
};
const bamboo = {
  kind: 'hris',
  name: 'BambooHR',
  settings: { vendor: 'bamboohr', company: 'acme' },
  secrets: { apiKey: 'bamboo-key-of-acme' },
};

async function made(source: object) {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const { body } = await space.api('POST', '/sync-sources', source);
  const url = `/sync-sources/${String(body.id)}`;
  return { app, source: body, patch: (change: object) => space.api('PATCH', url, change) };
}

test('every setting can be changed, each by itself', async () => {
  const { source, patch } = await made(sftp);
  const settings = { ...sftp.settings, folder: '/new', pattern: 'people-*.csv', hostKey: otherKey };
  const changes = {
    name: 'Another name',
    mode: 'changes',
    delimiter: ';',
    encoding: 'windows-1252',
    mapping: { employee_id: 'Staff No.', email: 'Mail' },
    limits: { leaversCount: 5, shrinkPercent: 60, badRowsPercent: 1.5, keysCount: 0 },
    schedule: { time: '06:00', days: [6, 7] },
    settings,
  };
  const seen: object[] = [];
  for (const [name, value] of Object.entries(changes)) {
    const { status, body } = await patch({ [name]: value });
    expect(status).toBe(200);
    seen.push(body as object);
  }
  expect(seen.at(-1)).toMatchObject({ ...changes, id: source.id, secretsSet: ['password'] });
  const back = await patch({ mapping: {}, limits: {}, schedule: null });
  expect(back.body).toMatchObject({ mapping: {}, limits: {}, schedule: null, nextRunAt: null });
});

test('headers are kept below one address and asked for again at another', async () => {
  const { patch } = await made(json);
  const at = (url: string) => ({ settings: { ...json.settings, url } });
  const kept = ['headers.X-Api-Key', 'headers.X-Tenant'];
  expect((await patch(at('https://hr.acme.test/v2/people?active=1'))).body.secretsSet).toEqual(kept);
  for (const url of [
    'https://evil.test/people',
    'http://hr.acme.test/people',
    'https://hr.acme.test:8443/',
  ]) {
    const refused = await patch(at(url));
    expect(refused.status).toBe(400);
    expect(refused.body.issues).toMatchObject([{ path: 'secrets.headers' }]);
  }
  const moved = await patch({
    ...at('https://hr2.acme.test/'),
    secrets: { headers: { 'X-Api-Key': 'new' } },
  });
  expect(moved.body).toMatchObject({
    settings: { url: 'https://hr2.acme.test/' },
    secretsSet: ['headers.X-Api-Key'],
  });
  // Given as none, there are none; nothing has to be given again after that.
  expect((await patch({ secrets: { headers: {} } })).body.secretsSet).toEqual([]);
  expect((await patch(at('https://hr3.acme.test/'))).status).toBe(200);
});

test('another kind of HRIS is another address', async () => {
  const { patch } = await made(bamboo);
  const refused = await patch({ settings: json.settings });
  expect(refused.body.issues).toMatchObject([{ path: 'secrets.apiKey' }]);
});

test('secrets kept under another SECRET_KEY are given again, and nothing else is lost', async () => {
  const { app, source, patch } = await made(sftp);
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  await client.query(`update sync_sources set sealed_secrets = 'sealed elsewhere'`);
  await client.end();
  const refused = await patch({ name: 'HR' });
  expect(refused.body.issues).toMatchObject([{ path: 'secrets.password' }]);
  const given = await patch({ name: 'HR', secrets: { password: 'typed again' } });
  expect(given.body).toMatchObject({ id: source.id, name: 'HR', secretsSet: ['password'] });
});

test('an HRIS is asked for every field that a row needs', async () => {
  const { source, patch } = await made(bamboo);
  const { department: _, ...mapping } = source.mapping as Record<string, string>;
  expect((await patch({ mapping })).body.mapping).toEqual(mapping);
  const { email: __, ...without } = mapping;
  expect((await patch({ mapping: without })).body.issues).toMatchObject([{ path: 'mapping.email' }]);
});

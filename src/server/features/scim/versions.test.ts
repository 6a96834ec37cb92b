import { expect, test } from 'vitest';
import { inviteUsers } from '../../../../tests/support/activate-users.ts';
import { connectScim, searchFor } from '../../../../tests/support/scim.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';

const noon = new Date('2026-03-01T12:00:00Z');
const person = { userName: 'ada@acme.test', title: 'Countess' };
const titled = (value: string) => ({ Operations: [{ op: 'replace', path: 'title', value }] });

// The clock stands still, so that only what has changed can tell one version from the next.
async function start() {
  const app = await createTestApp({ clock: new TestClock(noon) });
  const space = await createTestSpace(app);
  return { app, space, scim: await connectScim(app, space) };
}

test('every answer about a User names their version, the same until something changes', async () => {
  const { space, scim } = await start();
  expect((await scim.get('/ServiceProviderConfig')).body.etag).toEqual({ supported: true });
  const made = await scim.send('POST', '/Users', person);
  const { id, meta } = made.body;
  expect(meta.version).toMatch(/^W\/"[\w-]{22}"$/);
  expect(made.headers.etag).toBe(meta.version);

  const read = await scim.get(`/Users/${id}`);
  expect([read.headers.etag, read.body.meta.version]).toEqual([meta.version, meta.version]);
  const narrow = await scim.get(`/Users/${id}?attributes=userName`);
  expect(narrow.headers.etag).toBe(meta.version);
  const [listed] = (await scim.get(searchFor('userName eq "ada@acme.test"'))).body.Resources;
  expect(listed.meta.version).toBe(meta.version);

  const patched = await scim.send('PATCH', `/Users/${id}`, titled('Analyst'));
  expect(patched.headers.etag).toBe(patched.body.meta.version);
  const put = await scim.send('PUT', `/Users/${id}`, person);
  expect(put.headers.etag).toBe(put.body.meta.version);
  await space.api('POST', `/users/${id}/deactivate`);
  const off = (await scim.get(`/Users/${id}`)).headers.etag;
  expect(new Set([meta.version, patched.headers.etag, off]).size).toBe(3);
});

test('a read of the version that the client has is answered 304, without a body', async () => {
  const { space, scim } = await start();
  const [id = ''] = await inviteUsers(space, [{ email: 'bob@acme.test', firstName: 'Bob' }]);
  const etag = String((await scim.get(`/Users/${id}`)).headers.etag);
  for (const known of [etag, `W/"other", ${etag}`, etag.replace('W/', ''), '*']) {
    const same = await scim.get(`/Users/${id}`, { 'if-none-match': known });
    expect([known, same.status, same.body, same.headers.etag]).toEqual([known, 304, '', etag]);
  }
  await space.api('PATCH', `/users/${id}`, { firstName: 'Robert' });
  const changed = await scim.get(`/Users/${id}`, { 'if-none-match': etag });
  expect([changed.status, changed.body.name.givenName]).toEqual([200, 'Robert']);
  const gone = '/Users/00000000-0000-7000-8000-000000000000';
  expect((await scim.get(gone, { 'if-none-match': '*' })).status).toBe(404);
});

test('a change by an old version is a 412 in SCIM’s own form, and changes nothing', async () => {
  const { app, scim } = await start();
  const { id, meta } = (await scim.send('POST', '/Users', person)).body;
  await scim.send('PATCH', `/Users/${id}`, titled('Analyst'));
  const old = { 'if-match': meta.version as string };
  for (const ask of [
    () => scim.send('PATCH', `/Users/${id}`, titled('Late'), old),
    () => scim.send('PUT', `/Users/${id}`, { ...person, active: false }, old),
    () => scim.send('DELETE', `/Users/${id}`, undefined, old),
  ]) {
    const refused = await ask();
    expect(refused.status).toBe(412);
    expect(refused.headers['content-type']).toMatch(/^application\/scim\+json/);
    expect(refused.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '412',
    });
  }
  const now = await scim.get(`/Users/${id}`);
  expect(now.body).toMatchObject({ title: 'Analyst', active: true });

  const fresh = { 'if-match': `"other", ${String(now.headers.etag)}` };
  expect((await scim.send('PATCH', `/Users/${id}`, titled('In time'), fresh)).status).toBe(200);
  expect((await scim.send('PUT', `/Users/${id}`, person, { 'if-match': '*' })).status).toBe(200);
  const last = String((await scim.get(`/Users/${id}`)).headers.etag);
  expect((await scim.send('DELETE', `/Users/${id}`, undefined, { 'if-match': last })).status).toBe(204);
  expect((await scim.send('DELETE', `/Users/${id}`, undefined, { 'if-match': '*' })).status).toBe(404);
  expect(await app.verify()).toEqual([]);
});

test('of two that go by one version, one wins', async () => {
  const { scim } = await start();
  const { id, meta } = (await scim.send('POST', '/Users', person)).body;
  const by = { 'if-match': meta.version as string };
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((title) => scim.send('PATCH', `/Users/${id}`, titled(title), by)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
});

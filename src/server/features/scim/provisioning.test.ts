import { expect, test } from 'vitest';
import { connectScim, type ScimClient } from '../../../../tests/support/scim.ts';
import { call, createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';
import { actingAs, execute, operator, system } from '../../platform/command/index.ts';
import { erasePerson } from '../erasure/index.ts';
import { purgeRequests } from './note-request.ts';

const userName = 'ada@acme.test';
const day = 24 * 3600 * 1000;
const patch = (scim: ScimClient, id: string, ...Operations: unknown[]) =>
  scim.send('PATCH', `/Users/${id}`, { Operations });

test('says what the identity provider sent about a User, refusals too, without passwords', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app, { seats: 1 });
  const scim = await connectScim(app, space, 'Okta');
  const told = async (id: string, query = '') =>
    (await space.api('GET', `/users/${id}/provisioning${query}`)).body;

  await scim.send('POST', '/Users', { userName: 'ADA@acme.test', password: 'secret' });
  clock.advance(1000);
  const { id } = (await scim.send('POST', '/Users', { userName, active: false })).body;
  clock.advance(1000);
  await patch(scim, id, { op: 'replace', path: 'password', value: 'secret' });
  clock.advance(1000);
  await patch(scim, id, { op: 'replace', value: { active: true, Password: 'secret' } });
  clock.advance(1000);
  await scim.get(`/Users/${id}`);
  await scim.send('PUT', `/Users/${id}`, '{"a"');

  const { items, nextCursor } = await told(id);
  expect(nextCursor).toBeNull();
  expect(
    items.map(({ method, status, detail }: Record<string, unknown>) => [method, status, detail]),
  ).toEqual([
    ['PUT', 400, 'The body is not JSON.'],
    ['PATCH', 403, expect.stringContaining('No seat is free')],
    ['PATCH', 200, null],
    ['POST', 201, null],
    ['POST', 403, expect.stringContaining('No seat is free')],
  ]);
  expect(JSON.stringify(items)).not.toContain('secret');
  expect(items[1]).toMatchObject({
    token: 'Okta',
    body: { Operations: [{ op: 'replace', value: { active: true, Password: '(not kept)' } }] },
  });
  expect(items[4].body).toEqual({ userName: 'ADA@acme.test', password: '(not kept)' });

  const first = await told(id, '?limit=2');
  const rest = await told(id, `?limit=10&cursor=${first.nextCursor}`);
  expect([...first.items, ...rest.items]).toEqual(items);

  // Of others nothing is told, nor to others.
  expect((await told(space.ownerId)).items).toEqual([]);
  const other = await createTestSpace(app, { name: 'Beta' });
  expect((await other.api('GET', `/users/${id}/provisioning`)).status).toBe(404);
  const bySCIM = await call(
    app.http,
    'GET',
    `/api/v1/spaces/${space.slug}/users/${id}/provisioning`,
    undefined,
    {
      authorization: `Bearer ${scim.token}`,
    },
  );
  expect(bySCIM.status).toBe(403);

  clock.advance(30 * day - 2500);
  const purge = () =>
    execute(app.platform, { spaceId: space.id, caller: actingAs(system) }, purgeRequests, {});
  expect(await purge()).toBe(2);
  expect((await told(id)).items).toHaveLength(3);

  expect((await scim.send('DELETE', `/Users/${id}`)).status).toBe(204);
  expect((await space.api('GET', `/users/${id}/provisioning`)).status).toBe(404);
  clock.advance(30 * day);
  expect(await purge()).toBe(0);
});

test('what was sent of a person who never came in can be erased', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 1 });
  const scim = await connectScim(app, space);
  expect((await scim.send('POST', '/Users', { userName })).status).toBe(403);
  const erase = () =>
    execute(app.platform, { spaceId: space.id, caller: actingAs(operator) }, erasePerson, {
      email: 'ADA@acme.test',
    });
  expect(await erase()).toMatchObject({ subjects: [], requests: 1 });
  await expect(erase()).rejects.toMatchObject({ code: 'not_found' });
});

test('notes nothing of strangers, and counts by route without naming a space', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const { id } = (await scim.send('POST', '/Users', { userName, 'x-large': 'x'.repeat(100_000) })).body;
  await call(app.http, 'PATCH', `/scim/v2/Users/${id}`, {}, { authorization: `Bearer ${scim.token}x` });
  await call(app.http, 'PATCH', `/scim/v2/Users/${id}`, {});
  const { items } = (await space.api('GET', `/users/${id}/provisioning`)).body;
  // A body too large to keep is left out; the request is told of all the same.
  expect(items).toMatchObject([{ method: 'POST', status: 201, body: null }]);
  const metrics = String((await call(app.http, 'GET', '/metrics')).body);
  expect(metrics).toContain(
    'usher_http_request_seconds_count{method="POST",route="/scim/v2/Users",status="201"} 1',
  );
  expect(metrics).not.toContain(space.slug);
  expect(metrics).not.toContain(space.id);
});

test('a token over its rate is told so in SCIM’s own form, with when to come again', async () => {
  const app = await createTestApp({ env: { RATE_LIMIT_API: '3' } });
  const scim = await connectScim(app, await createTestSpace(app));
  const answers = [];
  for (let i = 0; i < 4; i += 1) answers.push(await scim.get('/Users'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(answers[3]?.headers['retry-after']).toBeDefined();
  expect(answers[3]?.body).toMatchObject({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '429',
  });
});

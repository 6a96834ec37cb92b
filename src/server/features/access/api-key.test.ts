import pg from 'pg';
import { expect, it } from 'vitest';
import { everyPage } from '../../../../tests/support/every-page.ts';
import { call, createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

it('makes a key that works until it is revoked, and lists it without its secret', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const made = await space.api(
    'POST',
    '/api-keys',
    { name: 'Payroll', role: 'admin' },
    { 'idempotency-key': 'one' },
  );
  expect(made.status).toBe(201);
  expect(made.headers['cache-control']).toBe('no-store');
  const { id, key } = made.body;
  const seats = () =>
    call(app.http, 'GET', `/api/v1/spaces/${space.slug}/seats`, undefined, bearer(String(key)));
  expect((await seats()).status).toBe(200);

  const listed = async () =>
    (await space.api('GET', '/api-keys')).body.items.find((item: { id: string }) => item.id === id);
  await expect.poll(async () => (await listed()).lastUsedAt).not.toBeNull();
  expect(await listed()).toMatchObject({ name: 'Payroll', role: 'admin', createdBy: 'Tests' });
  expect(JSON.stringify(await listed())).not.toContain(String(key).slice(-40));

  expect((await space.api('DELETE', `/api-keys/${id}`)).status).toBe(204);
  expect((await seats()).body).toMatchObject({ status: 401, code: 'unauthenticated' });
  expect(await listed()).toBeUndefined();
  expect((await space.api('DELETE', `/api-keys/${id}`)).status).toBe(404);
});

it('keeps no secret of a key, also where an Idempotency-Key was sent', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const make = () =>
    space.api('POST', '/api-keys', { name: 'One', role: 'scim' }, { 'idempotency-key': 'same' });
  const first = await make();
  expect((await make()).body.key).not.toBe(first.body.key);
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as kept from idempotency_keys');
  await client.end();
  expect(rows[0]).toEqual({ kept: 0 });
});

it('leaves an operator’s keys to the operator', async () => {
  const app = await createTestApp();
  const admins = await createTestSpace(app);
  const refused = await admins.api('POST', '/api-keys', { name: 'More', role: 'operator' });
  expect(refused.body).toMatchObject({ status: 403, code: 'forbidden' });

  const operators = await createTestSpace(app, { role: 'operator', name: 'Bell' });
  expect((await operators.api('POST', '/api-keys', { name: 'More', role: 'operator' })).status).toBe(201);
  const { key } = (await operators.api('POST', '/api-keys', { name: 'Admin', role: 'admin' })).body;
  const { items } = (await operators.api('GET', '/api-keys')).body;
  expect(items.length).toBeGreaterThan(2);
  expect(await everyPage(operators, '/api-keys')).toEqual(items);
  const operatorsKey = items.find((item: { role: string }) => item.role === 'operator');
  const address = `/api/v1/spaces/${operators.slug}/api-keys/${String(operatorsKey.id)}`;
  const asAdmin = await call(app.http, 'DELETE', address, undefined, bearer(String(key)));
  expect(asAdmin.body).toMatchObject({ status: 403, code: 'forbidden' });
});

it('is closed to a key of SCIM', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const { key } = (await space.api('POST', '/api-keys', { name: 'IdP', role: 'scim' })).body;
  const list = `/api/v1/spaces/${space.slug}/api-keys`;
  const answer = await call(app.http, 'GET', list, undefined, bearer(String(key)));
  expect(answer.body).toMatchObject({ status: 403, code: 'forbidden' });
  const users = `/api/v1/spaces/${space.slug}/users`;
  const invited = await call(
    app.http,
    'POST',
    users,
    { users: [{ email: 'ada@acme.test' }] },
    bearer(String(key)),
  );
  expect(invited.body).toMatchObject({ status: 403, code: 'forbidden' });
});

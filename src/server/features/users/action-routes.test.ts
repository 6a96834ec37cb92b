import { expect, test } from 'vitest';
import { join, ownerOf } from '../../../../tests/support/people.ts';
import { createTestApp, createTestSpace, type TestSpace } from '../../../../tests/support/test-app.ts';

const people = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    email: `p${String(i)}@acme.test`,
    firstName: `=Person${String(i)}`,
  }));

const invite = async (space: TestSpace, n: number): Promise<string[]> =>
  (await space.api('POST', '/users', { users: people(n) })).body.results.map(
    ({ userId }: { userId: string }) => userId,
  );

test('one User: read, changed, switched off and on, resent to, deleted', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 5 });
  const [id] = await invite(space, 1);
  const path = `/users/${String(id)}`;
  expect((await space.api('GET', path)).body).toMatchObject({
    status: 'invited',
    invitation: { generation: 1 },
  });
  expect((await space.api('PATCH', path, { firstName: 'Ada', role: 'admin' })).body).toMatchObject({
    firstName: 'Ada',
    role: 'admin',
  });
  expect((await space.api('POST', `${path}/resend`)).body.invitation.generation).toBe(2);
  expect((await space.api('POST', `${path}/deactivate`, { reason: 'left' })).body).toMatchObject({
    status: 'deactivated',
    deactivatedReason: 'left',
  });
  expect((await space.api('POST', `${path}/deactivate`)).body.code).toBe('invalid_state');
  expect((await space.api('POST', `${path}/reactivate`, {})).body).toMatchObject({ status: 'invited' });
  const { history } = (await space.api('GET', path)).body;
  expect(history.length).toBeGreaterThanOrEqual(5);
  expect((await space.api('DELETE', path)).status).toBe(204);
  expect((await space.api('GET', path)).status).toBe(404);
  expect((await space.api('DELETE', path)).status).toBe(404);
  expect((await space.api('DELETE', `/users/${space.ownerId}`)).body.code).toBe('last_admin');
  expect(await app.verify()).toEqual([]);
});

test('who ends their own right to look is told how they stand, once', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const owner = await ownerOf(app, space);
  const admin = await join(app, space, { email: 'ada@acme.test', role: 'admin' });
  const self = (id: string) => `/api/v1/spaces/${space.slug}/users/${id}`;
  const down = await owner.call('PATCH', self(owner.userId), { role: 'member' });
  expect([down.status, down.body.role]).toEqual([200, 'member']);
  for (const body of [{}, { firstName: 'Olive' }, { role: 'admin' }]) {
    expect((await owner.call('PATCH', self(owner.userId), body)).status).toBe(403);
  }
  await join(app, space, { email: 'tom@acme.test', role: 'admin' });
  const gone = await admin.call('POST', `${self(admin.userId)}/deactivate`, {});
  expect([gone.status, gone.body.status]).toEqual([200, 'deactivated']);
  expect((await admin.call('PATCH', self(admin.userId), {})).status).toBe(404);
  expect(await app.verify()).toEqual([]);
});

test('bulk by ids at once; by filter as an operation that can be followed', async () => {
  const app = await createTestApp({ worker: true });
  const space = await createTestSpace(app, { seats: 20 });
  const ids = await invite(space, 6);
  const now = await space.api('POST', '/users/bulk', { action: 'deactivate', ids: ids.slice(0, 2) });
  expect(now).toMatchObject({
    status: 200,
    body: { results: [{ status: 'done' }, { status: 'done' }], seats: { deactivated: 2 } },
  });
  const miscounted = { action: 'resend', ids: ids.slice(2, 4), expected: 3 };
  expect((await space.api('POST', '/users/bulk', miscounted)).body).toMatchObject({
    code: 'selection_changed',
    matching: 2,
  });
  const moved = await space.api('POST', '/users/bulk', {
    action: 'resend',
    filter: { lastActivity: 'never' },
    expected: 99,
  });
  expect(moved.body).toMatchObject({ code: 'selection_changed', matching: 5 });
  const started = await space.api('POST', '/users/bulk', {
    action: 'delete',
    filter: { lastActivity: 'never' },
    expected: 5,
  });
  expect(started.status).toBe(202);
  await expect
    .poll(async () => (await space.api('GET', `/operations/${String(started.body.operation.id)}`)).body, {
      timeout: 20_000,
    })
    .toMatchObject({
      state: 'done',
      done: 5,
      refused: 1,
      results: [{ id: space.ownerId, code: 'last_admin' }],
    });
  expect((await space.api('GET', '/seats')).body).toMatchObject({ invited: 1, deactivated: 2 });
  expect(await app.verify()).toEqual([]);
});

test('what an operation did can be taken back by naming it', async () => {
  const app = await createTestApp({ worker: true });
  const space = await createTestSpace(app, { seats: 20 });
  await invite(space, 3);
  const over = async (body: object) => {
    const { operation } = (await space.api('POST', '/users/bulk', body)).body;
    const read = async () => (await space.api('GET', `/operations/${String(operation.id)}`)).body;
    await expect.poll(async () => (await read()).state, { timeout: 20_000 }).toBe('done');
    return read();
  };
  const off = await over({ action: 'deactivate', filter: { role: 'member' }, expected: 3 });
  expect((await space.api('GET', '/seats')).body).toMatchObject({ invited: 1, deactivated: 3 });
  await over({ action: 'reactivate', operation: off.id });
  expect((await space.api('GET', '/seats')).body).toMatchObject({ invited: 4, deactivated: 0 });
  const both = { action: 'resend', operation: off.id, filter: {} };
  expect((await space.api('POST', '/users/bulk', both)).status).toBe(400);
  expect(await app.verify()).toEqual([]);
});

test('the CSV holds what the list holds, and no formula', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await invite(space, 3);
  const { status, body } = await space.api('GET', '/users.csv?q=p1');
  expect(status).toBe(200);
  const lines = String(body).trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("p1@acme.test,'=Person1");
  expect((await space.api('GET', '/facets')).body.sources).toEqual([{ value: 'manual', count: 4 }]);
});

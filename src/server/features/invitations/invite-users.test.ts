import { expect, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

const people = (n: number, from = 0) =>
  Array.from({ length: n }, (_, i) => ({ email: `person${String(from + i)}@acme.test` }));

test('an invitation takes a seat when it is sent', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 5 });
  const { status, body } = await space.api('POST', '/users', {
    users: [{ email: 'Ada@Acme.test', firstName: 'Ada' }],
  });
  expect(status).toBe(200);
  expect(body.results).toMatchObject([{ email: 'Ada@Acme.test', status: 'invited' }]);
  expect(body.seats).toMatchObject({
    total: 5,
    available: 3,
    invited: 2,
    unclaimed: 2,
    active: 0,
    matching: 2,
  });
  expect(await app.verify()).toEqual([]);
});

test('refuse: too few seats and nothing is done', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 3 });
  const { status, body } = await space.api('POST', '/users', { users: people(3) });
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: 'seats_exhausted', available: 2, needed: 3 });
  expect((await space.api('GET', '/seats')).body).toMatchObject({ invited: 1, waiting: 0 });
});

test('fill: earlier rows get the seats; wait: the rest queue', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 3 });
  const filled = await space.api('POST', '/users', { users: people(3), whenFull: 'fill' });
  expect(filled.body.results.map((row: { status: string; code?: string }) => row.code ?? row.status)).toEqual(
    ['invited', 'invited', 'seats_exhausted'],
  );
  const waiting = await space.api('POST', '/users', { users: people(2, 10), whenFull: 'wait' });
  expect(waiting.body.results.map((row: { status: string }) => row.status)).toEqual(['waiting', 'waiting']);
  expect(waiting.body.seats).toMatchObject({ available: 0, waiting: 2 });
  expect(await app.verify()).toEqual([]);
});

test('300 invite at once for the last 10 seats: 10 are in, 290 are told why', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 11 });
  const answers = await Promise.all(
    people(300).map((user) => space.api('POST', '/users', { users: [user] })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  expect(
    answers.filter(({ status, body }) => status === 409 && body.code === 'seats_exhausted'),
  ).toHaveLength(290);
  expect(await app.verify()).toEqual([]);
});

test('one Idempotency-Key 50 at once: one answer, done once', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const body = { users: people(2) };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => space.api('POST', '/users', body, { 'idempotency-key': 'k' })),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  expect((await space.api('GET', '/seats')).body.invited).toBe(3);
  const other = await space.api('POST', '/users', { users: people(1, 9) }, { 'idempotency-key': 'k' });
  expect(other.body.code).toBe('idempotency_key_reused');
});

test('a key opens its own space alone', async () => {
  const app = await createTestApp();
  const acme = await createTestSpace(app);
  const other = await createTestSpace(app, { name: 'Other' });
  await other.api('POST', '/users', { users: people(1) });
  const answer = await acme.api('GET', `/../${other.slug}/users`);
  expect(answer.status).toBe(404);
});

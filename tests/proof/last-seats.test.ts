import { expect, test } from 'vitest';
import { inviteUsers } from '../support/activate-users.ts';
import {
  createTestApp,
  createTestSpace,
  type ApiAnswer,
  type TestApp,
  type TestSpace,
} from '../support/test-app.ts';

/** Who stands at a door: the i-th of 300 tries to get a seat. */
type Door = (i: number) => Promise<ApiAnswer>;

const crowd = 300;
const last = 10;

const people = (n: number, prefix: string) =>
  Array.from({ length: n }, (_, i) => `${prefix}${String(i)}@acme.test`);

const invite =
  (space: TestSpace): Door =>
  (i) =>
    space.api('POST', '/users', { users: [{ email: `new${String(i)}@acme.test` }] });

/** People who were here and are not: each asks to come back. */
async function reactivate(space: TestSpace, ids: string[]): Promise<Door> {
  const done = await space.api('POST', '/users/bulk', { action: 'deactivate', ids });
  expect(done.status).toBe(200);
  return (i) => space.api('POST', `/users/${ids[i] ?? ''}/reactivate`);
}

/** A space in which `last` seats are free, and 300 people who held one once. */
async function nearlyFull(app: TestApp) {
  const space = await createTestSpace(app, { seats: 1 + crowd + last });
  const gone = await inviteUsers(space, people(crowd, 'gone'));
  const comeBack = await reactivate(space, gone);
  const seated = await inviteUsers(space, people(crowd, 'seated'));
  return { space, comeBack, seated };
}

/** Who waits, the first of them first. */
async function queue(space: TestSpace): Promise<string[]> {
  const waiting: { id: string; waitingSince: string }[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await space.api(
      'GET',
      `/users?status=waiting&limit=200${cursor && `&cursor=${cursor}`}`,
    );
    waiting.push(...body.items);
    cursor = body.nextCursor;
  }
  const order = (user: (typeof waiting)[number]) => `${user.waitingSince} ${user.id}`;
  return waiting.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).map(({ id }) => id);
}

const storm = (door: Door) => Promise.all(Array.from({ length: crowd }, (_, i) => door(i)));
const inside = (answers: ApiAnswer[]) => answers.filter(({ status }) => status === 200).length;
const toldWhy = (answers: ApiAnswer[]) =>
  answers.filter(({ status, body }) => status === 409 && body.code === 'seats_exhausted').length;

async function expectFull(app: TestApp, space: TestSpace, total = 1 + crowd + last) {
  const { body } = await space.api('GET', '/seats');
  expect(body).toMatchObject({ total, available: 0, invited: total });
  expect(await app.verify()).toEqual([]);
}

test('300 come back at once for the last 10 seats: 10 are in, 290 are told why', async () => {
  const app = await createTestApp();
  const { space, comeBack } = await nearlyFull(app);
  const answers = await storm(comeBack);
  expect([inside(answers), toldWhy(answers)]).toEqual([last, crowd - last]);
  await expectFull(app, space);
});

test('300 through every door at once for the last 10 seats: 10 are in, 290 are told why', async () => {
  const app = await createTestApp();
  const { space, comeBack } = await nearlyFull(app);
  const enter = invite(space);
  const answers = await storm((i) => (i % 2 === 0 ? enter(i) : comeBack(i)));
  expect([inside(answers), toldWhy(answers)]).toEqual([last, crowd - last]);
  await expectFull(app, space);
});

test('300 who would wait, at once: 10 are in, 290 wait, and a free seat goes to the first of them', async () => {
  const app = await createTestApp();
  const { space, seated } = await nearlyFull(app);
  const answers = await storm((i) =>
    space.api('POST', '/users', { users: [{ email: `new${String(i)}@acme.test` }], whenFull: 'wait' }),
  );
  const became = answers.map(({ body }) => body.results[0].status as string);
  expect(became.filter((status) => status === 'invited')).toHaveLength(last);
  expect(became.filter((status) => status === 'waiting')).toHaveLength(crowd - last);
  const before = await queue(space);
  const [seat = ''] = seated;
  expect((await space.api('DELETE', `/users/${seat}`)).status).toBe(204);
  // Nobody who came later is taken before somebody who came sooner.
  expect(await queue(space)).toEqual(before.slice(1));
  await expectFull(app, space);
});

test('300 at once while seats are bought and freed: as many are in as there were seats', async () => {
  const app = await createTestApp();
  const { space, comeBack, seated } = await nearlyFull(app);
  const enter = invite(space);
  const bought = [10, 15].map((seats) => space.api('POST', '/seat-orders', { seats }));
  const freed = seated.slice(0, 20).map((id) => space.api('DELETE', `/users/${id}`));
  const answers = await storm((i) => (i % 3 === 0 ? comeBack(i) : enter(i)));
  expect((await Promise.all(bought)).map(({ status }) => status)).toEqual([201, 201]);
  expect((await Promise.all(freed)).every(({ status }) => status === 204)).toBe(true);
  expect(inside(answers) + toldWhy(answers)).toBe(crowd);
  const { body } = await space.api('GET', '/seats');
  const total = 1 + crowd + last + 25;
  expect(body).toMatchObject({ total, invited: 1 + crowd - 20 + inside(answers) });
  expect(body.available).toBe(total - body.invited);
  expect(body.available).toBeGreaterThanOrEqual(0);
  expect(await app.verify()).toEqual([]);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { claimJoin } from '../../src/server/features/access/claim-join.ts';
import { runSync } from '../../src/server/features/employee-sync/run-sync.ts';
import { actingAs, execute } from '../../src/server/platform/command/index.ts';
import { inviteUsers } from '../support/activate-users.ts';
import { connectScim } from '../support/scim.ts';
import { aboutToApply, addSource, file, people as employees, rowsOf } from '../support/sync-runs.ts';
import {
  call,
  createTestApp,
  createTestSpace,
  type ApiAnswer,
  type TestApp,
  type TestSpace,
} from '../support/test-app.ts';

/** What a try to get a seat came to; anything else is told as it was. */
type Fate = 'in' | 'told why' | `${number} ${string}`;
/** Who stands at a door: the i-th of 300 tries to get a seat. */
type Door = (i: number) => Promise<Fate>;

const crowd = 300;
const last = 10;

const people = (n: number, prefix: string) =>
  Array.from({ length: n }, (_, i) => `${prefix}${String(i)}@acme.test`);

function fateOf({ status, body }: ApiAnswer): Fate {
  if (status === 200) return 'in';
  return status === 409 && body.code === 'seats_exhausted' ? 'told why' : `${status} ${JSON.stringify(body)}`;
}

const invite =
  (space: TestSpace): Door =>
  async (i) =>
    fateOf(await space.api('POST', '/users', { users: [{ email: `new${String(i)}@acme.test` }] }));

/** People who were here and are not: each asks to come back. */
async function reactivate(space: TestSpace, ids: string[]): Promise<Door> {
  const done = await space.api('POST', '/users/bulk', { action: 'deactivate', ids });
  expect(done.status).toBe(200);
  return async (i) => fateOf(await space.api('POST', `/users/${ids[i] ?? ''}/reactivate`));
}

/** An identity provider creates people. */
async function provision(app: TestApp, space: TestSpace): Promise<Door> {
  const scim = await connectScim(app, space);
  return async (i) => {
    const { status, body } = await scim.send('POST', '/Users', { userName: `scim${String(i)}@acme.test` });
    if (status === 201) return 'in';
    const told = status === 403 && body.status === '403' && String(body.detail).includes('No seat is free');
    return told ? 'told why' : `${status} ${JSON.stringify(body)}`;
  };
}

/** People who asked by the open link and have their mail: each claims. */
async function join(app: TestApp, space: TestSpace): Promise<Door> {
  const { body } = await space.api('POST', '/open-link', {});
  const token = String(body.openLink.url).split(/[#/=]/).at(-1);
  const asked = await Promise.all(
    people(crowd, 'link').map((email) => call(app.http, 'POST', '/api/v1/join', { token, email })),
  );
  expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([202]));
  const requests = await rowsOf(
    app,
    `select id, email from open_link_requests where space_id = '${space.id}'`,
  );
  const caller = actingAs({ kind: 'invitee', id: null, name: 'Invitee' });
  return async (i) => {
    const { id, email } = requests[i] as { id: string; email: string };
    const account = { id: `account of ${email}`, made: { email, passwordHash: 'not looked at' } };
    const claim = { requestId: id, generation: 1, account };
    try {
      await execute(app.platform, { spaceId: space.id, caller }, claimJoin, claim);
      return 'in';
    } catch (error) {
      const { code } = error as { code: string };
      return code === 'seats_exhausted' ? 'told why' : `0 ${code}`;
    }
  };
}

const sources = 10;

/**
 * Full files of ten sources, so many joiners in all: planned, approved and stopped where applying begins.
 * @returns what goes on with all of them at once, and tells how many then hold a seat, and how many wait.
 */
async function feeds(app: TestApp, space: TestSpace, joiners: number) {
  const each = joiners / sources;
  const runs: string[] = [];
  for (let s = 0; s < sources; s += 1) {
    const source = await addSource(space, `Feed ${String(s)}`);
    const content = file(employees(s * each + 1, (s + 1) * each));
    runs.push(await aboutToApply(app, space, content, `&source=${source}`));
  }
  return async () => {
    const ends = await Promise.all(runs.map((id) => runSync(app.platform, space.id, id, { chunk: 4 })));
    expect(ends.map(({ state }) => state)).toEqual(runs.map(() => 'applied'));
  };
}

/** What became of those whom the sources brought: each is there once, and only those with a seat are written to. */
async function broughtIn(app: TestApp, space: TestSpace) {
  const rows = await rowsOf(
    app,
    `select u.status, count(*)::int as people, count(distinct u.employee_id)::int as ids, count(m.id)::int as mails,
       count(*) filter (where exists (select from sync_plan p where p.space_id = u.space_id and p.user_id = u.id
         and p.result in ('invited', 'waiting')))::int as told
     from users u left join mails m on m.space_id = u.space_id and m.user_id = u.id and m.kind = 'invitation'
     where u.space_id = '${space.id}' and u.source = 'csv' group by u.status`,
  );
  const of = (status: string) => {
    const row = rows.find((found) => found.status === status) ?? { people: 0, ids: 0, mails: 0, told: 0 };
    const mails = status === 'invited' ? row.people : 0;
    expect(row).toMatchObject({ ids: row.people, told: row.people, mails });
    return Number(row.people);
  };
  return { invited: of('invited'), waiting: of('waiting') };
}

/** A space in which `last` seats are free, and 300 people who held one once. */
async function nearlyFull(app: TestApp) {
  const space = await createTestSpace(app, { seats: 1 + crowd + last });
  const gone = await inviteUsers(space, people(crowd, 'gone'));
  const comeBack = await reactivate(space, gone);
  const seated = await inviteUsers(space, people(crowd, 'seated'));
  return { space, comeBack, seated };
}

/** Who waits, the first of them first: two sources may bring people in the same millisecond. */
async function queue(app: TestApp, space: TestSpace): Promise<string[]> {
  const waiting = await rowsOf(
    app,
    `select id from users where space_id = '${space.id}' and status = 'waiting' order by waiting_since, waiting_order, id`,
  );
  return waiting.map(({ id }) => String(id));
}

const storm = <T>(door: (i: number) => Promise<T>, n = crowd): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => door(i)));

/** So many tries at doors in turn, within a tenth of a second: the shortest way in must not win every race. */
const mixed = (doors: Door[], tries: number) =>
  storm(async (i) => {
    await sleep((i * 37) % 100);
    const door = doors[i % doors.length];
    return door ? door(i) : '0 no door';
  }, tries);
const count = (fates: Fate[], fate: Fate) => fates.filter((one) => one === fate).length;

function expectFates(fates: Fate[], inside: number) {
  expect(fates.filter((fate) => fate !== 'in' && fate !== 'told why')).toEqual([]);
  expect(count(fates, 'in')).toBe(inside);
}

async function expectFull(app: TestApp, space: TestSpace, rest: object = {}) {
  const total = 1 + crowd + last;
  const { body } = await space.api('GET', '/seats');
  expect(body).toMatchObject({ total, available: 0, invited: total, ...rest });
  expect(await app.verify()).toEqual([]);
}

test('300 come back at once for the last 10 seats: 10 are in, 290 are told why', async () => {
  const app = await createTestApp();
  const { space, comeBack } = await nearlyFull(app);
  expectFates(await storm(comeBack), last);
  await expectFull(app, space);
});

test('300 are provisioned at once for the last 10 seats: 10 are in, 290 are told why', async () => {
  const app = await createTestApp();
  const { space } = await nearlyFull(app);
  expectFates(await storm(await provision(app, space)), last);
  await expectFull(app, space, { waiting: 0 });
});

test('300 come by ten sources at once for the last 10 seats: 10 are invited, 290 wait, nobody is lost', async () => {
  const app = await createTestApp();
  const { space, seated } = await nearlyFull(app);
  const apply = await feeds(app, space, crowd);
  await apply();
  expect(await broughtIn(app, space)).toEqual({ invited: last, waiting: crowd - last });
  await expectFull(app, space, { waiting: crowd - last });
  const [told] = await rowsOf(
    app,
    `select sum((data ->> 'short')::int)::int as short from mails where space_id = '${space.id}' and kind = 'sync_short'`,
  );
  expect(told).toEqual({ short: crowd - last });
  const before = await queue(app, space);
  expect((await space.api('POST', '/users/bulk', { action: 'delete', ids: seated.slice(0, 5) })).status).toBe(
    200,
  );
  expect(await broughtIn(app, space)).toEqual({ invited: last + 5, waiting: crowd - last - 5 });
  expect(await queue(app, space)).toEqual(before.slice(5));
  await expectFull(app, space);
});

test('300 through every door at once for the last 10 seats: 10 are in, 290 are told why or wait', async () => {
  const app = await createTestApp();
  const { space, comeBack } = await nearlyFull(app);
  const doors = [invite(space), comeBack, await provision(app, space), await join(app, space)];
  const apply = await feeds(app, space, 60);
  const [fates] = await Promise.all([mixed(doors, crowd - 60), apply()]);
  const { invited, waiting } = await broughtIn(app, space);
  expect(invited + waiting).toBe(60);
  expectFates(fates, last - invited);
  await expectFull(app, space, { waiting });
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
  const before = await queue(app, space);
  const [seat = ''] = seated;
  expect((await space.api('DELETE', `/users/${seat}`)).status).toBe(204);
  // Nobody who came later is taken before somebody who came sooner.
  expect(await queue(app, space)).toEqual(before.slice(1));
  await expectFull(app, space);
});

test('300 at once while seats are bought and freed: as many are in as there were seats', async () => {
  const app = await createTestApp();
  const { space, comeBack, seated } = await nearlyFull(app);
  const doors = [invite(space), comeBack, await provision(app, space)];
  const apply = await feeds(app, space, 60);
  const bought = [10, 15].map(async (seats, i) => {
    await sleep(i * 200);
    return space.api('POST', '/seat-orders', { seats });
  });
  const freed = seated.slice(0, 20).map(async (id, i) => {
    await sleep(i * 20);
    return space.api('DELETE', `/users/${id}`);
  });
  const [fates] = await Promise.all([mixed(doors, crowd - 60), apply()]);
  expect((await Promise.all(bought)).map(({ status }) => status)).toEqual([201, 201]);
  expect((await Promise.all(freed)).every(({ status }) => status === 204)).toBe(true);
  const { invited, waiting } = await broughtIn(app, space);
  expect(invited + waiting).toBe(60);
  const inside = count(fates, 'in');
  expectFates(fates, inside);
  const { body } = await space.api('GET', '/seats');
  const total = 1 + crowd + last + 25;
  expect(body).toMatchObject({ total, invited: 1 + crowd - 20 + inside + invited, waiting });
  expect(body.available).toBe(total - body.invited);
  expect(body.available).toBeGreaterThanOrEqual(0);
  // Nobody waits beside a free seat.
  expect(Math.min(body.available, waiting)).toBe(0);
  expect(await app.verify()).toEqual([]);
});

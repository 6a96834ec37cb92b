import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { activateUsers, asUser, inviteUsers } from '../../../../tests/support/activate-users.ts';
import {
  createTestApp,
  createTestSpace,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { actingAs, execute, operator, system, type Caller } from '../../platform/command/index.ts';
import { inSpace } from '../../platform/database/index.ts';
import {
  deactivateUsers,
  deleteUsers,
  handOver,
  reactivateUsers,
  resendInvitations,
  setRole,
  updateUsers,
} from './index.ts';

let app: TestApp;
let space: TestSpace;

beforeEach(async () => {
  app = await createTestApp();
  space = await createTestSpace(app, { seats: 10 });
});

const as = (caller: Caller) => ({ spaceId: space.id, caller });
const byOperator = () => as(actingAs(operator));

interface Row {
  id: string;
  email: string;
  role: string;
  status: string;
  generation: number | null;
  kept_out_by: string | null;
  deactivated_by: string | null;
  deactivated_reason: string | null;
}
async function rows(): Promise<Map<string, Row>> {
  const found = await inSpace(app.platform.database, space.id, (tx) =>
    sql<Row>`select u.*, i.generation from users u
      left join invitations i on i.space_id = u.space_id and i.user_id = u.id
      where u.space_id = ${space.id}`.execute(tx),
  );
  return new Map(found.rows.map((row) => [row.id, row]));
}
const seats = async () => (await space.api('GET', '/seats')).body;
const manage = (ids: string[], source = 'csv') =>
  inSpace(app.platform.database, space.id, (tx) =>
    sql`update users set source = ${source} where space_id = ${space.id} and id = any(${ids}::uuid[])`.execute(
      tx,
    ),
  );

test('deactivation frees seats, tells by whom and why, and hands them to those who wait', async () => {
  const ids = await inviteUsers(
    space,
    Array.from({ length: 9 }, (_, i) => `p${i}@acme.test`),
  );
  const [waiting] = await inviteUsers(space, ['waits@acme.test'], 'wait');
  await activateUsers(app, space, [ids[0]!]);
  const { results } = await execute(app.platform, byOperator(), deactivateUsers, {
    ids: [ids[1]!, ids[0]!, '018f0000-0000-7000-8000-000000000000', ids[0]!],
    reason: 'left in May',
  });
  expect(results).toEqual([
    { id: ids[1], status: 'done' },
    { id: ids[0], status: 'done' },
    { id: '018f0000-0000-7000-8000-000000000000', status: 'refused', code: 'not_found' },
  ]);
  const after = await rows();
  expect(after.get(ids[0]!)).toMatchObject({
    status: 'deactivated',
    deactivated_by: 'Operator',
    deactivated_reason: 'left in May',
  });
  expect(after.get(waiting!)).toMatchObject({ status: 'invited', generation: 2 });
  expect(await seats()).toMatchObject({ total: 10, available: 1, invited: 9, deactivated: 2, waiting: 0 });
  const again = await execute(app.platform, byOperator(), deactivateUsers, { ids: [ids[0]!] });
  expect(again.results).toEqual([{ id: ids[0], status: 'refused', code: 'invalid_state' }]);
  expect(await app.verify()).toEqual([]);
});

test('who waits and is deactivated leaves the queue', async () => {
  await inviteUsers(
    space,
    Array.from({ length: 9 }, (_, i) => `p${i}@acme.test`),
  );
  const [waiting] = await inviteUsers(space, ['waits@acme.test'], 'wait');
  await execute(app.platform, byOperator(), deactivateUsers, { ids: [waiting!] });
  expect(await seats()).toMatchObject({ available: 0, waiting: 0, deactivated: 1 });
  expect(await app.verify()).toEqual([]);
});

test('reactivation takes a seat: Active who had claimed, Invited with a fresh link who had not', async () => {
  const ids = await inviteUsers(space, ['a@acme.test', 'b@acme.test']);
  await activateUsers(app, space, [ids[0]!]);
  await execute(app.platform, byOperator(), deactivateUsers, { ids });
  const { results } = await execute(app.platform, byOperator(), reactivateUsers, { ids });
  expect(results.map(({ becomes }) => becomes)).toEqual(['active', 'invited']);
  const after = await rows();
  expect(after.get(ids[1]!)).toMatchObject({ status: 'invited', generation: 2, deactivated_by: null });
  expect(await seats()).toMatchObject({ invited: 3, active: 1, deactivated: 0 });
  expect(await app.verify()).toEqual([]);
});

test('reactivation into a full space is refused whole, fills what there is, or waits in order', async () => {
  const ids = await inviteUsers(space, ['a@acme.test', 'b@acme.test', 'c@acme.test']);
  await execute(app.platform, byOperator(), deactivateUsers, { ids });
  await inviteUsers(
    space,
    Array.from({ length: 8 }, (_, i) => `p${i}@acme.test`),
  );
  await expect(execute(app.platform, byOperator(), reactivateUsers, { ids })).rejects.toMatchObject({
    code: 'seats_exhausted',
    extra: { available: 1, needed: 3 },
  });
  expect(await seats()).toMatchObject({ available: 1, deactivated: 3 });
  const filled = await execute(app.platform, byOperator(), reactivateUsers, {
    ids: ids.slice(0, 2),
    whenFull: 'fill',
  });
  expect(filled.results).toEqual([
    { id: ids[0], status: 'done', becomes: 'invited' },
    { id: ids[1], status: 'refused', code: 'seats_exhausted' },
  ]);
  const waits = await execute(app.platform, byOperator(), reactivateUsers, {
    ids: ids.slice(1),
    whenFull: 'wait',
  });
  expect(waits.results.map(({ becomes }) => becomes)).toEqual(['waiting', 'waiting']);
  await execute(app.platform, byOperator(), deleteUsers, { ids: [ids[0]!] });
  expect((await rows()).get(ids[1]!)?.status).toBe('invited');
  expect(await seats()).toMatchObject({ available: 0, waiting: 1, deactivated: 0 });
  expect(await app.verify()).toEqual([]);
});

test('deleting is for good, and the seat is free', async () => {
  const ids = await inviteUsers(space, ['a@acme.test', 'b@acme.test']);
  const { results } = await execute(app.platform, byOperator(), deleteUsers, { ids });
  expect(results.every(({ status }) => status === 'done')).toBe(true);
  expect([...(await rows()).keys()]).toEqual([space.ownerId]);
  const { rows: left } = await inSpace(app.platform.database, space.id, (tx) =>
    sql`select user_id from invitations where user_id = any(${ids}::uuid[])
      union all select user_id from user_words where user_id = any(${ids}::uuid[])`.execute(tx),
  );
  expect(left).toEqual([]);
  expect(await seats()).toMatchObject({ available: 9, invited: 1 });
  const again = await inviteUsers(space, ['a@acme.test']);
  expect(again[0]).toBeDefined();
  expect(await app.verify()).toEqual([]);
});

test('before anyone is Active the unclaimed Owner is protected from everybody', async () => {
  for (const remove of [
    () => execute(app.platform, byOperator(), deactivateUsers, { ids: [space.ownerId] }),
    () => execute(app.platform, byOperator(), deleteUsers, { ids: [space.ownerId] }),
  ]) {
    const { results } = await remove();
    expect(results).toEqual([{ id: space.ownerId, status: 'refused', code: 'last_admin' }]);
  }
  const { results } = await execute(app.platform, byOperator(), setRole, {
    ids: [space.ownerId],
    role: 'member',
  });
  expect(results[0]?.code).toBe('last_admin');
});

test('the last Active Admin stays, whichever way, also within one call', async () => {
  const ids = await inviteUsers(space, [{ email: 'a@acme.test', role: 'admin' }, { email: 'm@acme.test' }]);
  await activateUsers(app, space, [space.ownerId, ...ids]);
  const both = [ids[0]!, space.ownerId];
  const { results } = await execute(app.platform, byOperator(), deactivateUsers, { ids: both });
  expect(results.map(({ code }) => code)).toEqual([undefined, 'last_admin']);
  for (const run of [
    () => execute(app.platform, byOperator(), deleteUsers, { ids: [space.ownerId], orNothing: true }),
    () =>
      execute(app.platform, byOperator(), setRole, { ids: [space.ownerId], role: 'member', orNothing: true }),
    () =>
      execute(app.platform, byOperator(), setRole, { ids: [space.ownerId], role: 'admin', orNothing: true }),
    () => execute(app.platform, byOperator(), deactivateUsers, { ids: [space.ownerId], orNothing: true }),
  ]) {
    await expect(run()).rejects.toMatchObject({ code: 'last_admin' });
  }
});

test('an Admin may not remove the Owner; the Owner may go, and the earliest Active Admin is Owner at once', async () => {
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c'])
    ids.push(...(await inviteUsers(space, [{ email: `${name}@acme.test`, role: 'admin' }])));
  await activateUsers(app, space, [space.ownerId, ids[1]!, ids[2]!]);
  for (const remove of [
    () => execute(app.platform, as(asUser(ids[1]!)), deactivateUsers, { ids: [space.ownerId] }),
    () => execute(app.platform, as(asUser(ids[1]!)), deleteUsers, { ids: [space.ownerId] }),
  ]) {
    const refused = await remove();
    expect(refused.results[0]?.code).toBe('owner_protected');
  }
  const demoted = await execute(app.platform, as(asUser(ids[1]!)), setRole, {
    ids: [space.ownerId],
    role: 'member',
  });
  expect(demoted.results[0]?.code).toBe('owner_protected');
  await execute(app.platform, as(asUser(space.ownerId, 'owner')), deactivateUsers, { ids: [space.ownerId] });
  const after = await rows();
  expect(after.get(space.ownerId)).toMatchObject({ role: 'admin', status: 'deactivated' });
  expect(after.get(ids[1]!)?.role).toBe('owner');
  await execute(app.platform, byOperator(), deleteUsers, { ids: [ids[1]!] });
  expect((await rows()).get(ids[2]!)?.role).toBe('owner');
  expect(await app.verify()).toEqual([]);
});

test('the Owner hands the role on and steps down', async () => {
  const ids = await inviteUsers(space, [{ email: 'a@acme.test', role: 'admin' }, { email: 'm@acme.test' }]);
  await activateUsers(app, space, [space.ownerId, ...ids]);
  const owner = as(asUser(space.ownerId, 'owner'));
  await expect(execute(app.platform, owner, handOver, { id: ids[1]! })).rejects.toMatchObject({
    code: 'invalid_state',
  });
  await expect(execute(app.platform, as(asUser(ids[0]!)), handOver, { id: ids[0]! })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await execute(app.platform, owner, handOver, { id: ids[0]! });
  let after = await rows();
  expect([after.get(space.ownerId)?.role, after.get(ids[0]!)?.role]).toEqual(['admin', 'owner']);
  await expect(execute(app.platform, owner, handOver, { id: ids[0]! })).rejects.toMatchObject({
    code: 'invalid_state',
  });
  await execute(app.platform, as(asUser(ids[0]!, 'owner')), setRole, {
    ids: [ids[0]!, ids[1]!],
    role: 'member',
  });
  after = await rows();
  expect([after.get(space.ownerId)?.role, after.get(ids[0]!)?.role]).toEqual(['owner', 'member']);
});

test('two Admins remove each other at one instant: one wins', async () => {
  for (let round = 0; round < 6; round += 1) {
    const [a, b] = await inviteUsers(
      space,
      ['a', 'b'].map((name) => ({ email: `${name}${round}@acme.test`, role: 'admin' })),
    );
    await activateUsers(app, space, round === 0 ? [space.ownerId, a!, b!] : [a!, b!]);
    const outcomes = await Promise.allSettled([
      execute(app.platform, as(asUser(a!)), deactivateUsers, { ids: [b!] }),
      execute(app.platform, as(asUser(b!)), deactivateUsers, { ids: [a!] }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'forbidden' },
    });
    await execute(app.platform, as(actingAs(system)), deleteUsers, { ids: [a!, b!] });
  }
  expect(await app.verify()).toEqual([]);
});

test('a managed User deactivated by hand is kept out: no feed brings them back, an Admin does', async () => {
  const [id] = await inviteUsers(space, [{ email: 'a@acme.test', employeeId: '00123' }]);
  await manage([id!]);
  await execute(app.platform, byOperator(), deactivateUsers, { ids: [id!] });
  expect((await rows()).get(id!)?.kept_out_by).toBe('Operator');
  const feed = as(actingAs({ kind: 'employeeSync', id: '018f0000-0000-7000-8000-000000000001', name: 'HR' }));
  const refused = await execute(app.platform, feed, reactivateUsers, { ids: [id!] });
  expect(refused.results[0]?.code).toBe('kept_out');
  await execute(app.platform, byOperator(), reactivateUsers, { ids: [id!] });
  await execute(app.platform, feed, deactivateUsers, { ids: [id!] });
  expect((await rows()).get(id!)).toMatchObject({ kept_out_by: null, deactivated_by: 'HR' });
  await execute(app.platform, feed, reactivateUsers, { ids: [id!] });
  expect((await rows()).get(id!)?.status).toBe('invited');
});

test('the employee data never switches an Admin off', async () => {
  const [id] = await inviteUsers(space, [{ email: 'a@acme.test', role: 'admin' }]);
  await activateUsers(app, space, [space.ownerId, id!]);
  const feed = as(actingAs({ kind: 'employeeSync', id: '018f0000-0000-7000-8000-000000000001', name: 'HR' }));
  const { results } = await execute(app.platform, feed, deactivateUsers, { ids: [id!, space.ownerId] });
  expect(results.map(({ code }) => code)).toEqual(['forbidden', 'forbidden']);
});

test('a resend makes the next link for the Invited alone', async () => {
  const ids = await inviteUsers(space, ['a@acme.test', 'b@acme.test']);
  await activateUsers(app, space, [ids[1]!]);
  const { results } = await execute(app.platform, byOperator(), resendInvitations, { ids });
  expect(results.map(({ code }) => code)).toEqual([undefined, 'invalid_state']);
  expect((await rows()).get(ids[0]!)?.generation).toBe(2);
});

test('changed details are found by search at once, and the list is sorted by them', async () => {
  const [id] = await inviteUsers(space, [
    { email: 'ada@acme.test', firstName: 'Ada', lastName: 'Byron', employeeId: 'E1' },
  ]);
  await execute(app.platform, byOperator(), updateUsers, {
    users: [{ id: id!, lastName: 'Lovelace', employeeId: null }],
  });
  const find = async (q: string) =>
    (await space.api('GET', `/users?q=${q}`)).body.items.map((user: { id: string }) => user.id);
  expect(await find('lovel')).toEqual([id]);
  expect(await find('byron')).toEqual([]);
  expect(await find('e1')).toEqual([]);
  expect(await find('ada')).toEqual([id]);
  const generation = (await rows()).get(id!)?.generation;
  expect(generation).toBe(1);
});

test('a new e-mail on an Invited User makes a new link; one that is taken is refused', async () => {
  const ids = await inviteUsers(space, [
    { email: 'a@acme.test', employeeId: 'E1' },
    'b@acme.test',
    'c@acme.test',
  ]);
  await activateUsers(app, space, [ids[2]!]);
  const { results } = await execute(app.platform, byOperator(), updateUsers, {
    users: [
      { id: ids[0]!, email: 'New@acme.test' },
      { id: ids[1]!, email: 'NEW@ACME.TEST' },
      { id: ids[2]!, email: 'd@acme.test' },
    ],
  });
  expect(results.map(({ code }) => code)).toEqual([undefined, 'user_exists', undefined]);
  const after = await rows();
  expect(after.get(ids[0]!)).toMatchObject({ email: 'New@acme.test', generation: 2 });
  expect(after.get(ids[2]!)).toMatchObject({ email: 'd@acme.test', generation: 1 });
  const taken = await execute(app.platform, byOperator(), updateUsers, {
    users: [{ id: ids[1]!, employeeId: 'E1' }],
  });
  expect(taken.results[0]?.code).toBe('user_exists');
});

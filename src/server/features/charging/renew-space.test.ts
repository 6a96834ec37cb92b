import pg from 'pg';
import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { actingAs, execute, system } from '../../platform/command/index.ts';
import { queueDueRenewals } from './charging-jobs.ts';
import { renewSpace } from './renew-space.ts';

async function start(seats = 30) {
  const clock = new TestClock(new Date('2026-03-01T12:00:00Z'));
  const app = await createTestApp({ clock });
  return { app, clock, space: await createTestSpace(app, { seats }) };
}

async function rows<T extends object>(app: TestApp, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const renew = (app: TestApp, space: TestSpace) =>
  execute(app.platform, { spaceId: space.id, caller: actingAs(system) }, renewSpace, {});

test('a renewal takes what was planned and is free, charges the rest, once', async () => {
  const { app, clock, space } = await start(10);
  await inviteUsers(
    space,
    upTo(6).map((i) => `p${i}@acme.test`),
  );
  const plan = await space.api('PUT', '/seat-plan', { reduction: 5 });
  expect(plan.body).toMatchObject({ reduction: 5, possible: 3, short: 2, totalAfter: 7, renewal: 28_000 });
  expect((await space.api('PUT', '/seat-plan', { reduction: 11 })).status).toBe(400);
  clock.set(new Date('2027-03-01T00:00:00Z'));
  expect(await Promise.all([renew(app, space), renew(app, space)])).toContainEqual({ periods: 1 });
  expect(await renew(app, space)).toEqual({ periods: 0 });
  const { items } = (await space.api('GET', '/seat-orders')).body;
  expect(items.map((order: { kind: string }) => order.kind)).toEqual(['renewal', 'initial']);
  expect(items[0]).toMatchObject({ seats: 7, totalBefore: 10, totalAfter: 7, net: 28_000, tax: 5_600 });
  expect((await space.api('GET', '/seat-plan')).body).toMatchObject({
    reduction: 0,
    on: '2028-03-01T00:00:00.000Z',
  });
  expect((await space.api('GET', '/invoices')).body.items).toHaveLength(2);
  expect(await app.verify()).toEqual([]);
});

test('every Active Admin hears of a renewal, and of what could not go', async () => {
  const { app, clock, space } = await start(3);
  const [ada = '', bob = ''] = await inviteUsers(space, [
    { email: 'ada@acme.test', role: 'admin' },
    { email: 'bob@acme.test' },
  ]);
  await activateUsers(app, space, [ada, bob]);
  await space.api('PUT', '/seat-plan', { reduction: 2 });
  clock.set(new Date('2027-03-01T00:00:00Z'));
  await renew(app, space);
  const told = await rows(
    app,
    `select kind, to_email, data->>'reduced' as reduced from mails where kind like 're%'`,
  );
  expect(told).toEqual([{ kind: 'reduction_short', to_email: 'ada@acme.test', reduced: '0' }]);
});

test('a renewal is queued for the spaces where it is due, and for no other', async () => {
  const { app, clock, space } = await start();
  clock.set(new Date('2026-06-01T00:00:00Z'));
  await createTestSpace(app, { name: 'Later' });
  const queued = () => rows(app, `select data->>'spaceId' as id from pgboss.job where name = 'renew_space'`);
  await queueDueRenewals(app.platform);
  expect(await queued()).toEqual([]);
  clock.set(new Date('2027-03-01T00:00:00Z'));
  await queueDueRenewals(app.platform);
  expect(await queued()).toEqual([{ id: space.id }]);
});

test('periods that were missed are each charged, in order', async () => {
  const { app, clock, space } = await start(10);
  clock.set(new Date('2029-03-01T00:00:00Z'));
  expect(await renew(app, space)).toEqual({ periods: 3 });
  const first = (await space.api('GET', '/seat-orders?limit=2')).body;
  const rest = (await space.api('GET', `/seat-orders?limit=2&cursor=${first.nextCursor}`)).body;
  const items = [...first.items, ...rest.items];
  expect(items.map((order: { period: { from: string } }) => order.period.from.slice(0, 10))).toEqual([
    '2029-03-01',
    '2028-03-01',
    '2027-03-01',
    '2026-03-01',
  ]);
  expect(await app.verify()).toEqual([]);
});

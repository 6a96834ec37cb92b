import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';

const day = 24 * 3600 * 1000;
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

async function start() {
  const clock = new TestClock(new Date('2026-03-01T12:00:00Z'));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app, { seats: 30 });
  return { app, clock, space };
}

test('the ledger gives every movement in words, who made it, and the balance at any instant', async () => {
  const { app, clock, space } = await start();
  clock.advance(day);
  const ids = await inviteUsers(space, ['a@acme.test', 'b@acme.test', 'c@acme.test']);
  clock.advance(day);
  await activateUsers(app, space, ids.slice(0, 1));
  clock.advance(day);
  await space.api('POST', '/seat-orders', { seats: 25 });

  const now = (await space.api('GET', '/seat-ledger')).body;
  expect(now.items.map((entry: { summary: string }) => entry.summary)).toEqual([
    '25 seats added',
    '1 person signed in for the first time',
    '3 people invited, 3 seats taken',
    'The Owner invited, 1 seat taken',
    '30 seats bought to begin with',
  ]);
  expect(now.items[0]).toMatchObject({
    number: 5,
    movement: 'grant',
    actor: { name: 'Tests' },
    available: 51,
  });
  expect(now.items[4].actor.name).toBe('The operator');
  expect(now.balance).toMatchObject({ number: 5, total: 55, taken: 4, available: 51, active: 1, invited: 3 });

  const then = (await space.api('GET', '/seat-ledger?at=2026-03-02T12:00:00Z')).body;
  expect(then.balance).toMatchObject({ at: '2026-03-02T12:00:00.000Z', number: 3, total: 30, taken: 4 });
  expect(then.items).toHaveLength(3);
  expect((await space.api('GET', '/seat-ledger?at=2026-03-03')).body.balance.number).toBe(4);
  expect((await space.api('GET', '/seat-ledger?at=2026-02-28')).body).toMatchObject({
    items: [],
    balance: { number: 0, total: 0, available: 0 },
  });
  expect((await space.api('GET', '/seat-ledger?at=2026-03-32')).status).toBe(400);
});

test('pages go through the whole ledger once, either way round', async () => {
  const { space } = await start();
  for (const i of upTo(8)) await inviteUsers(space, [`p${i}@acme.test`]);
  for (const order of ['asc', 'desc']) {
    const numbers: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await space.api('GET', `/seat-ledger?limit=3&order=${order}${from}`);
      numbers.push(...body.items.map((entry: { number: number }) => entry.number));
      cursor = body.nextCursor;
    }
    expect(numbers).toEqual(order === 'asc' ? upTo(10) : upTo(10).reverse());
  }
});

test('times of the ledger never run backwards, whatever a clock does', async () => {
  const { app, clock, space } = await start();
  await inviteUsers(space, ['a@acme.test']);
  clock.advance(-day);
  await inviteUsers(space, ['b@acme.test']);
  const { items } = (await space.api('GET', '/seat-ledger')).body;
  const times = items.map((entry: { at: string }) => entry.at);
  expect(times).toEqual([...times].sort().reverse());
  expect(await app.verify()).toEqual([]);
});

test('the course of the seats has a balance at each distance and ends with now', async () => {
  const { clock, space } = await start();
  clock.advance(100 * day);
  await inviteUsers(
    space,
    upTo(9).map((i) => `p${i}@acme.test`),
  );
  clock.advance(20 * day);
  await space.api('POST', '/seat-orders', { seats: 10 });
  const all = (await space.api('GET', '/seat-history')).body.points;
  expect(all).toHaveLength(121);
  expect(all[0]).toMatchObject({ at: '2026-03-01T12:00:00.000Z', total: 30, taken: 1 });
  expect(all[99]).toMatchObject({ total: 30, taken: 1 });
  expect(all[100]).toMatchObject({ total: 30, taken: 10 });
  expect(all[120]).toMatchObject({ at: clock.now().toISOString(), total: 40, taken: 10, waiting: 0 });
  const month = (await space.api('GET', '/seat-history?days=30')).body.points;
  expect(month[0].at).toBe(new Date(clock.now().getTime() - 30 * day).toISOString());
});

test('seats by department, also as CSV that is safe to open', async () => {
  const { space } = await start();
  await inviteUsers(space, [
    { email: 'a@acme.test', department: 'Sales' },
    { email: 'b@acme.test', department: 'Sales' },
    { email: 'c@acme.test', department: '=HYPERLINK("x")' },
  ]);
  expect((await space.api('GET', '/seats-by-department')).body).toEqual({
    items: [
      { department: 'Sales', seats: 2, unclaimed: 2, active: 0, waiting: 0 },
      { department: '', seats: 1, unclaimed: 1, active: 0, waiting: 0 },
      { department: '=HYPERLINK("x")', seats: 1, unclaimed: 1, active: 0, waiting: 0 },
    ],
    others: { departments: 0, seats: 0 },
  });
  const csv = await space.api('GET', '/seats-by-department.csv');
  expect(csv.headers['content-disposition']).toContain('seats-by-department.csv');
  expect(csv.body).toBe(
    '\ufeffDepartment,Seats held,Unclaimed,Active,Waiting\nSales,2,2,0,0\nNo department,1,1,0,0\n"\'=HYPERLINK(""x"")",1,1,0,0\n',
  );
});

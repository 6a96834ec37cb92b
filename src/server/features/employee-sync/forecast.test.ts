import { expect, test } from 'vitest';
import { activateUsers } from '../../../../tests/support/activate-users.ts';
import { createTestApp, createTestSpace, type TestSpace } from '../../../../tests/support/test-app.ts';
import {
  approve,
  file,
  header,
  imported,
  people,
  readRunOf,
  upload,
} from '../../../../tests/support/sync-runs.ts';

const invitations = async (space: TestSpace) =>
  (await space.api('GET', '/mails?kind=invitation&limit=100')).body.items.length as number;

const waiting = async (space: TestSpace, id: string) => {
  const { items } = (await space.api('GET', `/sync-runs/${id}/people?limit=3`)).body;
  const rest = (await space.api('GET', `/sync-runs/${id}/people?limit=200`)).body.items;
  expect(rest.slice(0, 3)).toEqual(items);
  return (rest as { waits: boolean; employeeId: string }[])
    .filter(({ waits }) => waits)
    .map((row) => row.employeeId);
};

test('a run that waits tells its invitations and who finds no seat, as the seats stand now', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 5 });
  const run = await upload(app, space, file(people(1, 7)));
  expect(run).toMatchObject({
    seats: { toComers: 4, short: 3 },
    forecast: { invitations: 4, seatsMissing: 3 },
  });
  expect(await waiting(space, run.id)).toEqual(['E5', 'E6', 'E7']);

  const { body } = await space.api('POST', '/users', { users: [{ email: 'by.hand@acme.test' }] });
  expect(body.results[0].status).toBe('invited');
  const now = await readRunOf(space, run.id);
  expect(now).toMatchObject({
    seats: { toComers: 3, short: 4 },
    forecast: { invitations: 3, seatsMissing: 4 },
  });
  expect(await waiting(space, run.id)).toEqual(['E4', 'E5', 'E6', 'E7']);

  const before = await invitations(space);
  const applied = await approve(app, space, now);
  expect(applied).toMatchObject({ state: 'applied', forecast: null, seats: { short: 4 } });
  expect(await waiting(space, run.id)).toEqual([]);
  expect((await invitations(space)) - before).toBe(3);
});

test('who waits already is invited first, and an invited person again at a new address', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 4 });
  await imported(app, space, file(people(1, 5)));
  const rows = people(3, 5).map((row) => row.replace('p3@', 'third@'));
  const run = await upload(app, space, file([...rows, ...people(6, 7)]));
  // Two leave; their seats go to the two who wait, and nobody who comes finds one.
  expect(run).toMatchObject({
    counts: { leaver: 2, change: 1, joiner: 2 },
    seats: { freed: 2, toQueue: 2, toComers: 0, short: 2 },
    forecast: { invitations: 3, seatsMissing: 2 },
  });
  expect(await waiting(space, run.id)).toEqual(['E6', 'E7']);
  const before = await invitations(space);
  await approve(app, space, run);
  expect((await invitations(space)) - before).toBe(3);
});

test('who has signed in before is not invited, and who starts on a day ahead takes no seat yet', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 6 });
  await imported(app, space, file(people(1, 4)));
  const [one] = (await space.api('GET', '/users?q=p1@acme.test')).body.items;
  await activateUsers(app, space, [one.id]);
  await imported(app, space, file(people(2, 4)));
  const dated = [
    ...people(1, 6).map((row) => `${row},`),
    'A0,a0@acme.test,A,Ahead,Sales,2199-01-01',
    'Z9,z9@acme.test,Z,Ahead,Sales,2199-01-01',
  ];
  const run = await upload(app, space, file(dated, `${header},start_date`));
  expect(run).toMatchObject({
    counts: { returner: 1, joiner: 4 },
    seats: { toComers: 2, short: 1 },
    forecast: { invitations: 1, seatsMissing: 1 },
  });
  expect(await waiting(space, run.id)).toEqual(['E6']);
  const before = await invitations(space);
  await approve(app, space, run);
  expect((await invitations(space)) - before).toBe(1);
});

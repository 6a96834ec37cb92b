import pg from 'pg';
import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import {
  createTestApp,
  createTestSpace,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { actingAs, execute, query, system } from '../../platform/command/index.ts';
import { chargingMails } from './charging-mails.ts';
import { watchLowSeats } from './watch-low-seats.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

async function start(seats: number) {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats });
  const [admin = ''] = await inviteUsers(space, [{ email: 'ada@acme.test', role: 'admin' }]);
  await activateUsers(app, space, [admin]);
  return { app, space };
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

/** Does what the worker would with the jobs there are, and gives the mails that came of it so far. */
async function mailsAfterJobs(app: TestApp, space: TestSpace) {
  const queued = await rows(app, `delete from pgboss.job where name = 'watch_low_seats' returning 1`);
  for (const _ of queued)
    await execute(app.platform, { spaceId: space.id, caller: actingAs(system) }, watchLowSeats, {});
  return rows<{ to_email: string; data: Record<string, number> }>(
    app,
    `select to_email, data from mails where kind = 'low_seats' order by id`,
  );
}

test('Admins are told once when fewer seats are left than they set, and again after there were enough', async () => {
  const { app, space } = await start(12);
  expect(await mailsAfterJobs(app, space)).toEqual([]);
  const people = await inviteUsers(
    space,
    upTo(5).map((i) => `p${i}@acme.test`),
  );
  expect(await mailsAfterJobs(app, space)).toEqual([]);
  people.push(...(await inviteUsers(space, ['p6@acme.test'])));
  const first = { to_email: 'ada@acme.test', data: { available: 4, total: 12, waiting: 0, threshold: 5 } };
  expect(await mailsAfterJobs(app, space)).toEqual([first]);
  await inviteUsers(space, ['p7@acme.test']);
  expect(await mailsAfterJobs(app, space)).toEqual([first]);
  for (const id of people.slice(0, 3)) await space.api('DELETE', `/users/${id}`);
  expect(await mailsAfterJobs(app, space)).toEqual([first]);
  await inviteUsers(
    space,
    upTo(3).map((i) => `q${i}@acme.test`),
  );
  expect(await mailsAfterJobs(app, space)).toMatchObject([first, { data: { available: 3 } }]);
});

test('seats that are free and go to people waiting within one deed are no new shortage', async () => {
  const { app, space } = await start(2);
  await mailsAfterJobs(app, space);
  const waiting = await inviteUsers(
    space,
    upTo(20).map((i) => `w${i}@acme.test`),
    'wait',
  );
  expect(waiting).toHaveLength(20);
  expect(await mailsAfterJobs(app, space)).toHaveLength(1);
  await space.api('POST', '/seat-orders', { seats: 10 });
  expect(await mailsAfterJobs(app, space)).toHaveLength(1);
});

test('seats that will not do for the starters ahead are told too, whatever the number set', async () => {
  const { app, space } = await start(12);
  await space.api('PATCH', '/settings', { lowSeatsThreshold: 0 });
  const starters = (n: number, from: number) =>
    upTo(n).map((i) => ({ email: `s${from + i}@acme.test`, inviteOn: '2999-01-01' }));
  await inviteUsers(space, starters(10, 0));
  expect(await mailsAfterJobs(app, space)).toEqual([]);
  await inviteUsers(space, starters(1, 10));
  expect(await mailsAfterJobs(app, space)).toMatchObject([{ data: { available: 10, waiting: 11 } }]);
});

test('a higher number set takes effect at once', async () => {
  const { app, space } = await start(30);
  await space.api('PATCH', '/settings', { lowSeatsThreshold: 29 });
  expect(await mailsAfterJobs(app, space)).toMatchObject([{ data: { available: 28, threshold: 29 } }]);
});

test('the mail says how things stand, and falls away where there are enough again', async () => {
  const { app, space } = await start(5);
  const write = () =>
    query(app.platform, { spaceId: space.id, caller: actingAs(system), permission: 'work' }, (ctx) => {
      const deps = { ctx, publicUrl: 'https://usher.test', spaceName: 'Acme', timeZone: 'Europe/London' };
      const data = { available: 3, total: 5, waiting: 0, threshold: 5 };
      const mail = {
        id: space.id,
        kind: 'low_seats',
        toEmail: 'a@acme.test',
        userId: null,
        data,
        createdAt: new Date(),
      };
      return chargingMails.low_seats!(mail, deps);
    });
  const mail = await write();
  expect(mail?.subject).toBe('3 seats are available in Acme');
  for (const part of [mail?.html, mail?.text]) expect(part).toContain('/s/acme/users?open=add-seats');
  await space.api('POST', '/seat-orders', { seats: 10 });
  expect(await write()).toBeNull();
});

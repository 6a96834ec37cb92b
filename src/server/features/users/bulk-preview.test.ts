import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import { everyPage } from '../../../../tests/support/every-page.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

test('before an action over many: to how many, what comes free, and who of the queue gets it', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 5 });
  const [ada, tom, kim, sam] = await inviteUsers(space, [
    { email: 'ada@acme.test', firstName: 'Ada', lastName: 'Lovelace' },
    'tom@acme.test',
    'kim@acme.test',
    'sam@acme.test',
  ]);
  await activateUsers(app, space, [ada!, tom!]);
  const waiting = await inviteUsers(
    space,
    [
      { email: 'later@acme.test', inviteOn: '2099-01-01' },
      { email: 'grace@acme.test', firstName: 'Grace', lastName: 'Hopper' },
      'hal@acme.test',
    ],
    'wait',
  );
  const preview = async (body: object) => (await space.api('POST', '/users/bulk/preview', body)).body;

  const nobody = '018f0000-0000-7000-8000-000000000000';
  expect(
    await preview({
      action: 'deactivate',
      ids: [ada, kim, space.ownerId, nobody],
      statuses: ['active', 'waiting'],
    }),
  ).toMatchObject({
    applies: 1,
    frees: 1,
    promoted: 1,
    next: [{ id: waiting[1], name: 'Grace Hopper' }],
    seats: { total: 5, available: 0, waiting: 3 },
    people: [
      { id: ada, name: 'Ada Lovelace', email: 'ada@acme.test' },
      { id: kim, code: 'invalid_state' },
      { id: space.ownerId, code: 'invalid_state' },
      { id: nobody, code: 'not_found' },
    ],
  });
  // Who leaves the queue by it gets no seat by it.
  expect(await preview({ action: 'delete', ids: [ada, tom, kim, waiting[1], space.ownerId] })).toMatchObject({
    applies: 4,
    frees: 3,
    promoted: 1,
    next: [{ name: 'hal@acme.test' }],
    people: [{}, {}, {}, {}, { code: 'last_admin' }],
  });
  expect(
    await preview({ action: 'delete', filter: { status: 'invited,active', role: 'member' } }),
  ).toMatchObject({
    applies: 4,
    frees: 4,
    promoted: 2,
    people: [],
  });
  expect(
    await preview({ action: 'resend', filter: { lastActivity: 'never', role: 'member' } }),
  ).toMatchObject({
    applies: 2,
    frees: 0,
    promoted: 0,
    next: [],
  });
  expect((await space.api('POST', '/users/bulk/preview', { action: 'resend' })).status).toBe(400);
  // What was said is what is done.
  await space.api('POST', '/users/bulk', { action: 'deactivate', ids: [ada] });
  expect((await space.api('GET', `/users/${waiting[1]!}`)).body.status).toBe('invited');
  expect(sam).toBeDefined();
});

test('work over many is listed with who asked, and its results can be taken away', async () => {
  const app = await createTestApp({ worker: true });
  const space = await createTestSpace(app, { seats: 20 });
  await inviteUsers(space, [
    { email: 'ada@acme.test', firstName: '=cmd()', lastName: 'Lovelace' },
    { email: 'tom@acme.test', firstName: 'Tom' },
  ]);
  const started = await space.api('POST', '/users/bulk', { action: 'delete', filter: { status: 'invited' } });
  const { id } = (started.body as { operation: { id: string } }).operation;
  await expect
    .poll(async () => (await space.api('GET', `/operations/${id}`)).body.state, { timeout: 20_000 })
    .toBe('done');
  expect((await space.api('GET', '/operations')).body.items).toMatchObject([
    { id, action: 'delete', state: 'done', total: 3, done: 3, startedBy: { name: 'Tests' } },
  ]);
  await space.api('POST', '/users/bulk', { action: 'delete', filter: { status: 'invited' } });
  const listed = await everyPage(space, '/operations');
  expect(listed).toHaveLength(2);
  expect(listed[1]?.id).toBe(id);
  const { body, headers } = await space.api('GET', `/operations/${id}/results.csv`);
  expect(headers['content-disposition']).toContain('results.csv');
  const lines = (body as string).split('\n');
  expect(lines[0]).toBe('\ufeffId,E-mail,First name,Last name,Result,Why');
  expect(lines).toHaveLength(5);
  expect(body).toContain(",ada@acme.test,'=cmd(),Lovelace,done,");
  expect(body).toContain(',owner@acme.test,"","",refused,last_admin');
  expect((await space.api('GET', `/operations/${space.ownerId}/results.csv`)).status).toBe(404);
});

test('who takes the list away is in the audit log, without what they searched for', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await inviteUsers(space, ['b@acme.test', 'a@acme.test']);
  const { body } = await space.api('GET', '/users.csv?sort=-email&q=acme&status=invited');
  expect((body as string).match(/\w@acme\.test/g)?.slice(0, 2)).toEqual(['r@acme.test', 'b@acme.test']);
  const { items } = (await space.api('GET', '/audit-events?action=users.exported')).body;
  expect(items).toMatchObject([
    { actor: { name: 'Tests' }, detail: { sort: '-email', filters: ['q', 'status'] } },
  ]);
  expect(JSON.stringify(items)).not.toContain('acme');
});

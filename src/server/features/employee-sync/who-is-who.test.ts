import { expect, test } from 'vitest';
import { join, ownerOf } from '../../../../tests/support/people.ts';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { tendInvitations } from '../invitations/index.ts';
import {
  approve,
  file,
  header,
  imported,
  people,
  person,
  statesOf,
  undo,
  upload,
} from '../../../../tests/support/sync-runs.ts';

const day = 24 * 3600_000;
const userOf = async (space: TestSpace, q: string) =>
  (await space.api('GET', `/users?q=${q}&status=invited,active,waiting,deactivated`)).body.items[0];
const reasonsOf = async (space: TestSpace, runId: string) =>
  Object.fromEntries(
    (await space.api('GET', `/sync-runs/${runId}/people?limit=200`)).body.items.map(
      (row: { employeeId: string; outcome: string; reason: string }) => [
        row.employeeId,
        `${row.outcome} ${row.reason}`,
      ],
    ),
  ) as Record<string, string>;

test('an e-mail alone links only whom no source owns; everything doubtful is a conflict', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await space.api('POST', '/users', {
    users: [
      { email: 'p1@acme.test', firstName: 'By', lastName: 'Hand' },
      { email: 'p2@acme.test' },
      { email: 'p3@acme.test', employeeId: 'OTHER' },
      { email: 'four@acme.test', employeeId: 'E4' },
    ],
  });
  await space.api('POST', `/users/${(await userOf(space, 'p2')).id}/deactivate`, {});
  const run = await upload(app, space, file([...people(1, 4), 'E0,owner@acme.test,The,Owner,Board']));
  expect(await reasonsOf(space, run.id)).toEqual({
    E0: 'link email',
    E1: 'link email',
    E2: 'conflict deactivated_by_hand',
    E3: 'conflict known_by_other_id',
    E4: 'link employee_id',
  });
  await approve(app, space, run);
  expect(await userOf(space, 'p1')).toMatchObject({ source: 'csv', employeeId: 'E1', firstName: 'First1' });
  expect(await userOf(space, 'p2')).toMatchObject({ source: 'manual', status: 'deactivated', firstName: '' });
  // The Owner is linked, and otherwise as they were.
  expect(await userOf(space, 'owner')).toMatchObject({
    source: 'csv',
    employeeId: 'E0',
    role: 'owner',
    department: '',
  });
  const again = await upload(
    app,
    space,
    file([...people(1, 4), 'E0,owner@acme.test,The,Owner,Board', 'X9,p1@acme.test,A,B,C']),
  );
  expect(await reasonsOf(space, again.id)).toMatchObject({
    E1: 'conflict email_shared',
    X9: 'conflict email_shared',
  });
});

test('an Admin who leaves the data stays, and stands in the banner until somebody settles it', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await ownerOf(app, space);
  await join(app, space, { email: 'p1@acme.test', role: 'admin', firstName: 'Tom', lastName: 'Hale' });
  await imported(app, space, file(people(1, 5)));
  const run = await imported(app, space, file(people(2, 5)));
  expect(run.counts).toMatchObject({ leaver: 0, warning: 1 });
  expect(await statesOf(space)).toMatchObject({ E1: 'active' });
  const absent = (await space.api('GET', '/absent-admins')).body.items;
  expect(absent).toMatchObject([{ name: 'Tom Hale', role: 'admin', source: 'CSV upload' }]);
  // Listed again, the banner goes; absent once more, it is back; kept, it goes for good.
  await imported(app, space, file(people(1, 5)));
  expect((await space.api('GET', '/absent-admins')).body.items).toEqual([]);
  await imported(app, space, file(people(2, 5)));
  const kept = await space.api('POST', `/absent-admins/${absent[0].id}/keep`);
  expect(kept.status).toBe(204);
  await imported(app, space, file(people(2, 5)));
  expect((await space.api('GET', '/absent-admins')).body.items).toEqual([]);
  expect((await space.api('POST', `/absent-admins/${absent[0].id}/keep`)).status).toBe(404);
});

test('a file of changes that lists an Admin again takes them from the banner, and nobody else', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await ownerOf(app, space);
  for (const n of [1, 2, 3, 4]) await join(app, space, { email: `p${String(n)}@acme.test`, role: 'admin' });
  await imported(app, space, file(people(1, 12)));
  await imported(app, space, file(people(5, 12)));
  const listed = async () => {
    const { items } = (await space.api('GET', '/absent-admins')).body;
    return (items as { email: string }[]).map(({ email }) => email[1]).sort();
  };
  expect(await listed()).toEqual(['1', '2', '3', '4']);
  const changes = file(
    [`${person(1)},active`, `${person(2, 'Legal')},active`, `${person(3)},inactive`],
    `${header},status`,
  );
  await imported(app, space, changes, '&mode=changes');
  expect(await listed()).toEqual(['3', '4']);
});

test('whom an Admin keeps out or deletes stays out, until that is lifted', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await imported(app, space, file(people(1, 5)));
  const [first, second] = [await userOf(space, 'E1'), await userOf(space, 'E2')];
  await space.api('POST', `/users/${first.id}/deactivate`, { reason: 'on a long leave' });
  await space.api('DELETE', `/users/${second.id}`);
  const run = await imported(app, space, file(people(1, 5)));
  expect(await reasonsOf(space, run.id)).toMatchObject({
    E1: 'kept_out kept_out',
    E2: 'kept_out excluded',
  });
  expect(run.counts).toMatchObject({ unchanged: 3, kept_out: 2 });
  // Under another employee id they are known by their e-mail still.
  const renamed = await upload(app, space, file([...people(1, 1), ...people(3, 5), 'N2,p2@acme.test,A,B,C']));
  expect(await reasonsOf(space, renamed.id)).toMatchObject({ N2: 'kept_out excluded' });
  await space.api('POST', `/users/${first.id}/lift-keep-out`);
  const lifted = await space.api('POST', '/sync-exclusions/lift', {
    people: [{ email: 'p2@acme.test', employeeId: 'E2' }],
  });
  expect(lifted.body.lifted).toBe(2);
  const back = await imported(app, space, file(people(1, 5)));
  expect(back.counts).toMatchObject({ returner: 1, joiner: 1 });
  expect(await statesOf(space)).toMatchObject({ E1: 'invited', E2: 'invited' });
  expect(await app.verify()).toEqual([]);
});

test('an end date told once by a file of changes counts on its day', async () => {
  const clock = new TestClock(new Date('2026-05-04T09:00:00Z'));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const head = 'employee_id,email,first_name,last_name,department,end_date';
  const rows = [`${person(1)},2026-05-06`, `${person(2)},`, `${person(3)},2026-05-06`];
  await imported(app, space, file(rows, head), '&mode=changes');
  clock.set(new Date('2026-05-06T09:00:00Z'));
  const early = await imported(app, space, file([`${person(4)},`], head), '&mode=changes');
  expect(early.counts).toMatchObject({ joiner: 1, leaver: 0 });
  clock.set(new Date('2026-05-07T09:00:00Z'));
  // Of the third the file says anew that they stay; of the first it says nothing.
  const later = await imported(app, space, file([`${person(3)},`, `${person(5)},`], head), '&mode=changes');
  expect(await reasonsOf(space, later.id)).toMatchObject({
    E1: 'leaver end_date_passed',
    E3: 'change fields',
    E5: 'joiner new',
  });
  expect(await statesOf(space)).toMatchObject({ E1: 'deactivated', E2: 'invited', E3: 'invited' });
  expect(await app.verify()).toEqual([]);
});

test('starters wait for their day in order, and a passed end date is a leaver', async () => {
  const clock = new TestClock(new Date('2026-05-04T09:00:00Z'));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app, { seats: 4 });
  const head = 'employee_id,email,first_name,last_name,department,start_date,end_date';
  const rows = [
    `${person(1)},2026-01-01,`,
    `${person(9)},2026-05-06,`,
    `${person(2)},2026-05-06,`,
    `${person(3)},2026-05-05,`,
    `${person(4)},2026-05-08,`,
  ];
  const run = await imported(app, space, file(rows, head));
  expect(run.seats).toMatchObject({ takenAfter: 2, waitingAfter: 4, short: 0 });
  expect(await userOf(space, 'E3')).toMatchObject({ status: 'waiting', eligibleOn: '2026-05-05' });
  // HR moves somebody's start; they move with it.
  rows[4] = `${person(4)},2026-05-07,`;
  await imported(app, space, file(rows, head));
  expect((await userOf(space, 'E4')).eligibleOn).toBe('2026-05-07');
  clock.set(new Date('2026-05-05T09:00:00Z'));
  await tendInvitations(app.platform, space.id);
  expect(await statesOf(space)).toMatchObject({ E3: 'invited', E2: 'waiting', E9: 'waiting', E4: 'waiting' });
  // One seat is left on the 6th: same start date, so the lower employee id has it.
  clock.set(new Date('2026-05-06T09:00:00Z'));
  await tendInvitations(app.platform, space.id);
  expect(await statesOf(space)).toMatchObject({ E2: 'invited', E9: 'waiting', E4: 'waiting' });
  // The first ends: their seat goes to who waits, not to the newcomer of the same file.
  clock.set(new Date('2026-05-09T09:00:00Z'));
  rows[0] = `${person(1)},2026-01-01,2026-05-08`;
  const left = await imported(app, space, file([...rows, `${person(5)},2026-05-01,`], head));
  expect(await reasonsOf(space, left.id)).toMatchObject({ E1: 'leaver end_date_passed', E5: 'joiner new' });
  expect(await statesOf(space)).toMatchObject({
    E1: 'deactivated',
    E9: 'invited',
    E4: 'waiting',
    E5: 'waiting',
  });
  clock.advance(day);
  await approve(app, space, await undo(app, space, left.id));
  expect(await statesOf(space)).toMatchObject({ E1: 'waiting', E9: 'invited', E4: 'waiting' });
  expect(await app.verify()).toEqual([]);
});

test('a starter who comes back by a file without start dates waits for their day all the same', async () => {
  const app = await createTestApp({ clock: new TestClock(new Date('2026-05-04T09:00:00Z')) });
  const space = await createTestSpace(app);
  const head = 'employee_id,email,first_name,last_name,department,start_date';
  await imported(app, space, file([`${person(1)},`, `${person(2)},2026-09-01`], head));
  await imported(app, space, file([person(1)]));
  expect(await statesOf(space)).toMatchObject({ E2: 'deactivated' });
  const back = await imported(app, space, file(people(1, 2)));
  expect(back).toMatchObject({ counts: { returner: 1 }, seats: { toComers: 0, waitingAfter: 1 } });
  expect(await userOf(space, 'E2')).toMatchObject({ status: 'waiting', eligibleOn: '2026-09-01' });
  expect(back.headline).toBe('1 returned. 1 of them is scheduled for 1 September 2026.');
  expect(await app.verify()).toEqual([]);
});

test('who starts on a day ahead is told as scheduled for it, not as waiting for a seat', async () => {
  const clock = new TestClock(new Date('2026-05-04T09:00:00Z'));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app, { seats: 2 });
  const head = 'employee_id,email,first_name,last_name,department,start_date';
  const rows = ['', '2026-05-01', '2026-06-01', '2026-05-20'].map((start, i) => `${person(i + 1)},${start}`);
  const run = await upload(app, space, file(rows, head));
  expect(run.headline).toContain('4 join. 2 of them are scheduled, the first for 20 May 2026.');
  const told = async (what: string) =>
    Object.fromEntries(
      (await space.api('GET', `/sync-runs/${run.id}/people`)).body.items.map(
        (row: Record<string, string>) => [row.employeeId, row[what]],
      ),
    ) as Record<string, string>;
  expect(await told('sentence')).toMatchObject({
    E1: 'New in the employee data',
    E3: 'New in the employee data; scheduled for 1 June 2026',
  });
  expect(await told('scheduledFor')).toEqual({ E1: null, E2: null, E3: '2026-06-01', E4: '2026-05-20' });
  const applied = await approve(app, space, run);
  expect(applied.headline).toBe(
    '4 joined. 1 of them waits for a seat. 2 of them are scheduled, the first for 20 May 2026.',
  );
  clock.advance(60 * day);
  expect(await told('result')).toEqual({ E1: 'invited', E2: 'waiting', E3: 'scheduled', E4: 'scheduled' });
  expect(await told('done')).toEqual({
    E1: 'Invited',
    E2: 'Waiting for a seat',
    E3: 'Scheduled for 1 June 2026',
    E4: 'Scheduled for 20 May 2026',
  });
});

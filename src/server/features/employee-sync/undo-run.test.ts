import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { invitationToken } from '../invitations/index.ts';
import { password } from '../../../../tests/support/people.ts';
import { call, createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';
import { importFile } from './import-file.ts';
import { pausedByUndo } from './undo-rules.ts';
import {
  approve,
  file,
  imported,
  people,
  person,
  readRunOf,
  rowsOf,
  statesOf,
  undo,
  upload,
} from '../../../../tests/support/sync-runs.ts';

test('a file that changes nobody is nothing to take back, and leaves the run before it to be taken back', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const run = await imported(app, space, file(people(1, 6)));
  const same = await imported(app, space, file(people(1, 6)));
  expect(same).toMatchObject({ state: 'applied', counts: { unchanged: 6 }, canUndo: false });
  expect(await readRunOf(space, run.id)).toMatchObject({ canUndo: true });
  const later = await imported(app, space, file(people(1, 7)));
  expect(later).toMatchObject({ canUndo: true });
  expect(await readRunOf(space, run.id)).toMatchObject({ canUndo: false });
});

test('the headline tells how many of those who joined wait for a seat', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 12 });
  const run = await imported(app, space, file(people(1, 14)));
  expect(run).toMatchObject({ state: 'applied', headline: '14 joined. 3 of them wait for a seat.' });
});

test('a run is taken back: rehearsed, approved, everybody as before, the source paused', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const hand = (
    await space.api('POST', '/users', {
      users: [{ email: 'p9@acme.test', firstName: 'By', lastName: 'Hand' }],
    })
  ).body.results[0].userId;
  await imported(app, space, file(people(1, 6)));
  clock.advance(48 * 3600_000);
  await imported(app, space, file(people(1, 5)));
  const before = await statesOf(space);
  expect(before).toMatchObject({ E6: 'deactivated', 'p9@acme.test': 'invited' });
  const userBefore = (await space.api('GET', `/users/${hand}`)).body;

  clock.advance(3600_000);
  // Changes E1, links p9 by e-mail, brings E6 back, E7 and E8 join, E5 leaves.
  const run = await imported(
    app,
    space,
    file([
      'E1,new1@acme.test,First1,Last1,Legal',
      ...people(2, 4),
      person(6),
      person(7),
      person(8),
      person(9),
    ]),
  );
  expect(run).toMatchObject({
    state: 'applied',
    canUndo: true,
    counts: { change: 1, link: 1, returner: 1, joiner: 2, leaver: 1 },
  });
  expect(await statesOf(space)).toMatchObject({
    E5: 'deactivated',
    E6: 'invited',
    E7: 'invited',
    E9: 'invited',
  });
  // E8 claims: they stay, and it is said.
  const eighth = (await space.api('GET', '/users?q=E8')).body.items[0];
  const token = invitationToken(app.platform.secrets, {
    spaceId: space.id,
    userId: eighth.id,
    generation: 1,
  });
  expect((await call(app.http, 'POST', '/api/v1/claim', { token, password })).status).toBe(200);

  const rehearsal = await undo(app, space, run.id);
  expect(rehearsal).toMatchObject({
    kind: 'undo',
    state: 'rehearsed',
    undoesRunId: run.id,
    counts: { removal: 1, leaver: 1, returner: 1, change: 2, warning: 1 },
    seats: { takenBefore: 9, takenAfter: 8 },
  });
  expect(await statesOf(space)).toMatchObject({ E5: 'deactivated', E7: 'invited' });
  expect((await readRunOf(space, run.id)).openUndo).toBe(rehearsal.id);
  expect((await space.api('POST', `/sync-runs/${run.id}/undo`)).body.code).toBe('run_in_progress');

  expect(await approve(app, space, rehearsal)).toMatchObject({ state: 'applied' });
  expect(await statesOf(space)).toEqual({ ...before, E8: 'active' });
  expect((await space.api('GET', '/users?q=E1')).body.items[0]).toMatchObject({
    email: 'p1@acme.test',
    department: 'Sales',
  });
  const userAfter = (await space.api('GET', `/users/${hand}`)).body;
  expect(userAfter).toMatchObject({ source: 'manual', employeeId: null, firstName: userBefore.firstName });
  const undoes = { fileName: 'people.csv', createdAt: run.createdAt };
  expect(rehearsal).toMatchObject({ undoesRunId: run.id, undoes });
  expect(await readRunOf(space, run.id)).toMatchObject({ undoneByRunId: rehearsal.id, canUndo: false });
  expect((await space.api('POST', `/sync-runs/${run.id}/undo`)).body.code).toBe('invalid_state');

  // The source is paused: the same file is planned and waits; who was deleted is not excluded.
  const same = await upload(app, space, file([...people(1, 4), ...people(6, 8)]), '&intent=apply');
  expect(same).toMatchObject({
    state: 'rehearsed',
    reason: 'source_paused',
    counts: { joiner: 1, returner: 1, leaver: 1 },
  });
  const headline = async () => (await readRunOf(space, rehearsal.id)).headline;
  const source = async () => (await space.api('GET', '/sync-sources')).body.items[0];
  expect(await headline()).toContain('The source is paused.');
  expect(await source()).toMatchObject({ state: 'paused', pausedReason: pausedByUndo });
  // So it is where the operator's own nightly import brings it.
  const nightly = await importFile(app.platform, space.id, {
    mode: 'full',
    apply: true,
    approveHeld: false,
    fileName: 'people.csv',
    chunks: Readable.from([Buffer.from(file([...people(1, 4), ...people(6, 8)]))]),
  });
  expect(nightly).toMatchObject({ state: 'rehearsed', reason: 'source_paused' });
  // Once a newer run is applied, the undo is past, and the source paused for no reason of its own.
  const other = await upload(app, space, file([...people(1, 3), ...people(6, 8)]));
  await approve(app, space, other);
  expect(await headline()).not.toContain('paused');
  expect(await source()).toMatchObject({ state: 'paused', pausedReason: null });
  expect(await app.verify()).toEqual([]);
});

test('without seats who comes back waits; whoever was touched since stays', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 5 });
  await imported(app, space, file(people(1, 4)));
  const run = await imported(app, space, file(people(3, 4)));
  expect(await statesOf(space)).toMatchObject({ E1: 'deactivated', E2: 'deactivated' });
  await space.api('POST', '/users', { users: [{ email: 'one@acme.test' }] });
  const second = (await space.api('GET', '/users?q=E2&lastActivity=deactivated')).body.items[0];
  await space.api('POST', `/users/${second.id}/reactivate`);
  const rehearsal = await undo(app, space, run.id);
  expect(rehearsal).toMatchObject({ counts: { returner: 1, unchanged: 1 }, seats: { short: 1 } });
  expect(await approve(app, space, rehearsal)).toMatchObject({
    headline: 'Undone: 1 returned. 1 of them waits for a seat. The source is paused.',
  });
  const mails = (await space.api('GET', '/mails?kind=sync_short')).body.items;
  expect(mails).toMatchObject([{ to: 'owner@acme.test' }]);
  const queued = await rowsOf(
    app,
    `select detail from audit_events where action = 'user.reactivated' and detail ->> 'becomes' = 'waiting'`,
  );
  expect(queued).toEqual([{ detail: expect.objectContaining({ run: rehearsal.id, becomes: 'waiting' }) }]);
  expect(await statesOf(space)).toMatchObject({ E1: 'waiting', E2: 'invited' });
  expect(await app.verify()).toEqual([]);
});

test('joiners who wait are deleted before seats come free: nobody on the way out is invited', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 3 });
  const run = await imported(app, space, file(people(1, 6)));
  expect(await statesOf(space)).toMatchObject({ E2: 'invited', E3: 'waiting', E6: 'waiting' });
  await approve(app, space, await undo(app, space, run.id));
  expect(await statesOf(space)).toEqual({ 'owner@acme.test': 'invited' });
  // The Owner and the two who found a seat: nobody was invited by a seat that came free.
  const invited = await space.api('GET', '/audit-events?action=user.invited');
  expect(invited.body.items).toHaveLength(3);
  expect((await space.api('GET', '/seats')).body).toMatchObject({ available: 2, waiting: 0, deactivated: 0 });
  expect(await app.verify()).toEqual([]);
});

test('after an undo a file is taken that is younger than the last one before the run taken back', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const at = (day: number) => `&fileTime=2026-05-0${String(day)}T02:00:00Z`;
  await imported(app, space, file(people(1, 4)), at(1));
  const run = await imported(app, space, file(people(1, 5)), at(3));
  // The same people again, in a file of the day after: the run can still be taken back.
  await imported(app, space, file(people(1, 5)), at(4));
  await approve(app, space, await undo(app, space, run.id));
  for (const day of [2, 3]) {
    const next = await upload(app, space, file(people(1, 6)), at(day));
    expect(next).toMatchObject({ state: 'rehearsed', counts: { joiner: 2 } });
  }
  const older = await upload(app, space, file(people(1, 3)), '&fileTime=2026-04-30T02:00:00Z');
  expect(older).toMatchObject({
    state: 'refused',
    reason: 'older_file',
  });
});

import { expect, test } from 'vitest';
import {
  approve,
  file,
  imported,
  people,
  readRunOf,
  statesOf,
  upload,
} from '../../../../tests/support/sync-runs.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { runSync } from './run-sync.ts';

const head = 'employee_id,email,first_name,last_name,department,status';
const leaving = file(
  people(1, 10).map((row) => `${row},inactive`),
  head,
);

const start = async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 60 });
  await imported(
    app,
    space,
    file(
      people(1, 40).map((row) => `${row},active`),
      head,
    ),
  );
  return { app, space };
};

test('a full file takes the place of changes on hold, and of changes that were not applied before it', async () => {
  const { app, space } = await start();
  const held = await upload(app, space, leaving, '&mode=changes&intent=apply');
  expect(held.state).toBe('held');
  const queued = await space.api('POST', '/sync-runs?mode=changes&intent=apply', leaving, {
    'content-type': 'text/csv',
  });
  // A file that tells of some only does not.
  await upload(app, space, file(people(1, 2)), '&mode=changes');
  expect((await readRunOf(space, held.id)).state).toBe('held');
  expect(await upload(app, space, file(people(1, 41)), '&intent=apply')).toMatchObject({ state: 'applied' });
  expect(await readRunOf(space, held.id)).toMatchObject({ state: 'superseded', reason: 'newer_file' });
  await runSync(app.platform, space.id, String(queued.body.id));
  expect((await readRunOf(space, String(queued.body.id))).state).toBe('superseded');
  expect(await statesOf(space)).toMatchObject({ E1: 'invited', E41: 'invited' });
  const { body } = await space.api('GET', '/audit-events?action=sync.superseded');
  expect(body.items).toHaveLength(3);
  expect(JSON.stringify(body.items)).toContain(held.id);
});

test('changes known to be younger than the full file that comes after them stay on hold', async () => {
  const { app, space } = await start();
  const held = await upload(app, space, leaving, '&mode=changes&intent=apply&fileTime=2026-05-05T12:00:00Z');
  expect(held.state).toBe('held');
  const full = await upload(app, space, file(people(1, 41)), '&intent=apply&fileTime=2026-05-05T02:00:00Z');
  expect(full).toMatchObject({ state: 'applied' });
  const { status } = await space.api('POST', `/sync-runs/${held.id}/approve`, { binding: held.binding });
  expect(status).toBe(200);
  await runSync(app.platform, space.id, held.id);
  expect(await readRunOf(space, held.id)).toMatchObject({ state: 'applied', counts: { leaver: 10 } });
});

test('changes on hold do not set back what later ones have brought', async () => {
  const { app, space } = await start();
  const held = await upload(app, space, leaving, '&mode=changes&intent=apply');
  expect(held.state).toBe('held');
  const later = file(
    [...people(1, 1).map((row) => `${row},active`), 'E2,new2@acme.test,P2,Person,,active'],
    head,
  );
  expect(await upload(app, space, later, '&mode=changes&intent=apply')).toMatchObject({ state: 'applied' });
  await space.api('POST', `/sync-runs/${held.id}/approve`, { binding: held.binding });
  expect(await runSync(app.platform, space.id, held.id)).toMatchObject({
    state: 'refused',
    reason: 'later_changes',
    problem: expect.stringContaining('Export the changes again'),
  });
  expect((await space.api('GET', '/users?q=new2@acme.test')).body.items).toHaveLength(1);
  expect(await statesOf(space)).toMatchObject({ E1: 'invited', E2: 'invited' });
});

test('changes on hold that are known to be younger are applied behind others', async () => {
  const { app, space } = await start();
  const held = await upload(app, space, leaving, '&mode=changes&intent=apply&fileTime=2026-05-05T12:00:00Z');
  const older = file(['E2,new2@acme.test,P2,Person,,active'], head);
  expect(
    await upload(app, space, older, '&mode=changes&intent=apply&fileTime=2026-05-05T02:00:00Z'),
  ).toMatchObject({ state: 'applied' });
  expect(await approve(app, space, held)).toMatchObject({ state: 'applied', counts: { leaver: 10 } });
});

test('nor does a full file that waited while changes came in and were applied', async () => {
  const { app, space } = await start();
  const held = await upload(app, space, file(people(1, 30)), '&intent=apply');
  expect(held.state).toBe('held');
  const later = file(['E2,new2@acme.test,P2,Person,']);
  expect(await upload(app, space, later, '&mode=changes&intent=apply')).toMatchObject({ state: 'applied' });
  expect(await approve(app, space, held)).toMatchObject({
    state: 'refused',
    reason: 'later_changes',
    problem: expect.stringContaining('Export the data again'),
  });
  expect((await space.api('GET', '/users?q=new2@acme.test')).body.items).toHaveLength(1);
  // Of one that is known to be younger, and so has them, nothing is set back.
  const young = '&intent=apply&fileTime=2026-05-05T12:00:00Z';
  const full = await upload(app, space, file([...people(3, 30)]), young);
  expect(full.state).toBe('held');
  await upload(app, space, later, '&mode=changes&intent=apply&fileTime=2026-05-05T02:00:00Z');
  expect(await approve(app, space, full)).toMatchObject({ state: 'applied' });
});

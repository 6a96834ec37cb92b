import { expect, test } from 'vitest';
import { approve, file, imported, people, person, upload } from '../../../../tests/support/sync-runs.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';

const day = (n: number) => new Date(`2026-03-0${String(n)}T02:30:00Z`);

test('a User was last seen by the last run that listed them, whether it changed them or not', async () => {
  const clock = new TestClock(day(1));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const users = async (q: string) => {
    const query = `q=${q}&status=invited,active,waiting,deactivated`;
    return (await space.api('GET', `/users?${query}`)).body.items as { id: string }[];
  };
  const seen = async (q: string) => {
    const [user] = await users(q);
    return (await space.api('GET', `/users/${user?.id ?? ''}`)).body as {
      sourceName: string | null;
      sourceLastSeenAt: string | null;
    };
  };
  await imported(app, space, file(people(1, 5)));
  expect(await seen('E2')).toMatchObject({
    sourceName: 'CSV upload',
    sourceLastSeenAt: day(1).toISOString(),
  });
  clock.set(day(2));
  await imported(app, space, file(people(1, 5)));
  clock.set(day(3));
  await imported(app, space, file([person(1, 'Legal'), ...people(2, 4)]));
  expect((await seen('E1')).sourceLastSeenAt).toBe(day(3).toISOString());
  expect((await seen('E2')).sourceLastSeenAt).toBe(day(3).toISOString());
  expect((await seen('E5')).sourceLastSeenAt).toBe(day(2).toISOString());
  // A rehearsal has seen nobody; absence from a file of changes says nothing.
  clock.set(day(4));
  await upload(app, space, file(people(1, 4)));
  await imported(app, space, file([person(1, 'Sales')]), '&mode=changes');
  expect((await seen('E1')).sourceLastSeenAt).toBe(day(4).toISOString());
  expect((await seen('E2')).sourceLastSeenAt).toBe(day(3).toISOString());
  // Kept out by hand, and listed still.
  const [two] = await users('E2');
  await space.api('POST', `/users/${two?.id ?? ''}/deactivate`, {});
  clock.set(day(5));
  const kept = await upload(app, space, file(people(1, 4)));
  await approve(app, space, kept);
  expect((await seen('E2')).sourceLastSeenAt).toBe(day(5).toISOString());
  expect(await seen('owner')).toMatchObject({ sourceName: null, sourceLastSeenAt: null });
});

test('runs tell of one person across sources and time, newest first', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const first = await imported(app, space, file(people(1, 3)));
  const second = await imported(app, space, file([person(1, 'Legal'), ...people(2, 3)]));
  const rehearsed = await upload(app, space, file(people(2, 3)));
  const [one] = (await space.api('GET', '/users?q=E1')).body.items as { id: string }[];
  const { items, nextCursor } = (await space.api('GET', `/sync-history?userId=${one?.id ?? ''}`)).body;
  expect(nextCursor).toBeNull();
  expect(items).toMatchObject([
    { runId: rehearsed.id, outcome: 'leaver', reason: 'absent', line: null, applied: false },
    { runId: second.id, outcome: 'change', line: 2, changes: [{ field: 'department', to: 'Legal' }] },
    { runId: first.id, outcome: 'joiner', reason: 'new', line: 2, result: 'invited', applied: true },
  ]);
});

import { expect, test } from 'vitest';
import { actingAs, operator } from '../../platform/command/index.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';
import { newId } from '../../platform/ids/index.ts';
import { inSpace } from '../../platform/database/index.ts';
import { receiveFile } from './receive-file.ts';
import { runSync } from './run-sync.ts';
import { insertSource } from './source-queries.ts';
import { file, imported, people, rowsOf, upload } from '../../../../tests/support/sync-runs.ts';

async function* bytes(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

test('two sources and Admins at work at once: nobody oversold, nobody twice, the ledger true', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app, { seats: 90 });
  await imported(app, space, file(people(1, 60)));
  const { platform } = app;
  const caller = actingAs(operator);
  const second = newId(clock.now());
  await inSpace(platform.database, space.id, (tx) =>
    insertSource(
      { tx, spaceId: space.id, now: clock.now(), actor: operator } as never,
      {
        kind: 'folder',
        name: 'Second',
        mode: 'full',
        delimiter: ',',
        encoding: 'utf-8',
        mapping: {},
        limits: {},
        settings: {},
      },
      second,
    ),
  );
  clock.advance(48 * 3600_000);
  const listed = (await space.api('GET', '/users?limit=200')).body.items as {
    id: string;
    employeeId: string | null;
    email: string;
  }[];
  const ids = listed.flatMap(({ id, employeeId }) => (employeeId ? [id] : []));

  const own = (await space.api('GET', '/sync-runs')).body.items[0].source.id as string;
  const sync = async (sourceId: string, content: string) => {
    const runId = await receiveFile(platform, space.id, caller, {
      sourceId,
      intent: 'apply',
      approve: 'any',
      chunks: bytes(content),
    });
    return runSync(platform, space.id, runId, { approve: 'any' });
  };
  const first = sync(own, file([...people(1, 5, 'Legal'), ...people(9, 60), ...people(201, 230)]));
  // The second source wants some of the same people, and others.
  const other = sync(second, file([...people(225, 260), 'X1,p20@acme.test,A,B,C']));
  const work = [
    ...Array.from({ length: 10 }, (_, i) =>
      space.api('POST', '/users', {
        users: [{ email: `hand${String(i)}@acme.test` }, { email: `p${String(205 + i)}@acme.test` }],
        whenFull: 'wait',
      }),
    ),
    ...ids.slice(5, 12).map((id) => space.api('POST', `/users/${id}/deactivate`, { reason: 'by hand' })),
    ...ids.slice(30, 38).map((id) => space.api('DELETE', `/users/${id}`)),
    ...[1, 2, 3].map(() => space.api('POST', '/seat-orders', { seats: 10 })),
    ...ids.slice(8, 11).map((id) => space.api('POST', `/users/${id}/reactivate`, { whenFull: 'wait' })),
  ];
  const answers = await Promise.all(work);
  for (const { status } of answers) expect(status).toBeLessThan(500);
  expect(await first).toMatchObject({ state: 'applied' });
  expect(await other).toMatchObject({ state: 'applied' });
  expect(await app.verify()).toEqual([]);

  const mails = await rowsOf(
    app,
    `select user_id, data ->> 'generation' from mails where kind = 'invitation' group by 1, 2 having count(*) > 1`,
  );
  expect(mails).toEqual([]);
  // Whoever an Admin deactivated or deleted during the run stays out when the feed lists them again.
  const gone = new Set(ids.slice(30, 38));
  const again = await sync(own, file([...people(1, 5, 'Legal'), ...people(9, 60), ...people(201, 230)]));
  expect(again.state).toBe('applied');
  const now = (await space.api('GET', '/users?limit=200&status=invited,active,waiting,deactivated')).body
    .items as { id: string; email: string }[];
  expect(now.some(({ id }) => gone.has(id))).toBe(false);
  const addresses = new Set(listed.filter(({ id }) => gone.has(id)).map(({ email }) => email));
  expect(now.filter(({ email }) => addresses.has(email))).toEqual([]);
  expect(await app.verify()).toEqual([]);
});

test('more files planned at once than there are connections: each comes to its end', async () => {
  const app = await createTestApp({ connections: 2 });
  const spaces = await Promise.all([1, 2, 3, 4, 5, 6].map(() => createTestSpace(app, { seats: 90 })));
  const runs = await Promise.all(spaces.map((space) => upload(app, space, file(people(1, 60)))));
  expect(runs.map(({ state, counts }) => [state, counts.joiner])).toEqual(
    spaces.map(() => ['rehearsed', 60]),
  );
  expect(await app.verify()).toEqual([]);
});

import { expect, test } from 'vitest';
import { createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';
import { approve, file, imported, people, upload } from '../../../../tests/support/sync-runs.ts';

const day = 24 * 3600_000;

test('a tenth of who was in a day ago may leave, however many runs they leave by', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app, { seats: 200 });
  const send = (rows: string[]) => upload(app, space, file(rows), '&intent=apply');
  await imported(app, space, file(people(1, 60)));
  clock.advance(day + 1);
  expect(await send(people(5, 60))).toMatchObject({ state: 'applied', counts: { leaver: 4 } });
  expect(await send(people(7, 60))).toMatchObject({ state: 'applied', counts: { leaver: 2 } });
  const seventh = await send(people(8, 60));
  expect(seventh).toMatchObject({
    state: 'held',
    guards: [{ guard: 'leavers', found: 7, limit: 6, of: 54 }],
  });
  expect(await approve(app, space, seventh)).toMatchObject({ state: 'applied' });

  // A day on, those who have just come do not make room for others to leave.
  clock.advance(day + 1);
  expect(await send(people(8, 100))).toMatchObject({ state: 'applied', counts: { joiner: 40 } });
  const sixOf53 = await send(people(14, 100));
  expect(sixOf53).toMatchObject({
    state: 'held',
    guards: [{ guard: 'leavers', found: 6, limit: 5, of: 93 }],
  });
  expect(await send(people(13, 100))).toMatchObject({ state: 'applied', counts: { leaver: 5 } });
  expect(await app.verify()).toEqual([]);
});

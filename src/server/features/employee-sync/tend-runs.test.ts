import { expect, test } from 'vitest';
import { call, createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';
import {
  aboutToApply,
  file,
  imported,
  people,
  readRunOf,
  upload,
} from '../../../../tests/support/sync-runs.ts';
import { countJobs } from '../../../../tests/support/sync.ts';
import { runSync } from './run-sync.ts';
import { takeUpSilentRuns, tendRuns } from './tend-runs.ts';

const day = 24 * 3600_000;

test('files go after 30 days; runs that still wait end with them, what was applied stays readable', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const applied = await imported(app, space, file(people(1, 20)));
  const held = await upload(app, space, file(people(1, 5)), '&intent=apply');
  expect(held.state).toBe('held');
  clock.advance(30 * day - 1000);
  expect(await tendRuns(app.platform, space.id)).toBe(0);
  expect((await space.api('GET', `/sync-runs/${applied.id}/file`)).status).toBe(200);
  clock.advance(2000);
  expect(await tendRuns(app.platform, space.id)).toBe(2);
  expect(await tendRuns(app.platform, space.id)).toBe(0);
  expect((await space.api('GET', `/sync-runs/${applied.id}/file`)).status).toBe(404);
  expect(await readRunOf(space, applied.id)).toMatchObject({ state: 'applied', file: { available: false } });
  expect(await readRunOf(space, held.id)).toMatchObject({ state: 'discarded', reason: 'file_purged' });
  expect((await space.api('GET', `/sync-runs/${applied.id}/people`)).body.items).toHaveLength(20);
  const late = await space.api('POST', `/sync-runs/${held.id}/approve`, { binding: held.binding });
  expect(late.body.code).toBe('invalid_state');
});

test('a run that nobody works on is taken up again, and has failed where it cannot be planned for a day', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const sent = await space.api('POST', '/sync-runs?fileName=people.csv', file(people(1, 5)), {
    'content-type': 'text/csv',
  });
  const id = String(sent.body.id);
  expect(await takeUpSilentRuns(app.platform, space.id)).toBe(0);
  const before = await countJobs(app, 'sync_run');
  clock.advance(day / 12 + 1000);
  expect(await takeUpSilentRuns(app.platform, space.id)).toBe(1);
  expect(await countJobs(app, 'sync_run')).toBe(before + 1);
  clock.advance(day);
  expect(await takeUpSilentRuns(app.platform, space.id)).toBe(1);
  expect(await readRunOf(space, id)).toMatchObject({ state: 'failed', reason: 'not_planned' });
  expect((await space.api('GET', '/mails?kind=sync_failed')).body.items).toHaveLength(1);
  expect(await takeUpSilentRuns(app.platform, space.id)).toBe(0);
});

test('Admins hear once of a run whose applying does not come to its end, which is gone on with', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  await imported(app, space, file(people(1, 5)));
  const sent = await space.api('POST', '/sync-runs?intent=apply', file(people(1, 7)), {
    'content-type': 'text/csv',
  });
  const id = String(sent.body.id);
  const stop = () => {
    throw new Error('killed');
  };
  await expect(runSync(app.platform, space.id, id, { between: stop })).rejects.toThrow('killed');
  const mails = async () => (await space.api('GET', '/mails?kind=sync_stuck')).body.items;
  clock.advance(day - 1000);
  expect(await takeUpSilentRuns(app.platform, space.id)).toBe(1);
  expect(await mails()).toEqual([]);
  for (const _ of [1, 2]) {
    clock.advance(3600_000);
    expect(await takeUpSilentRuns(app.platform, space.id)).toBe(1);
    expect(await mails()).toHaveLength(1);
  }
  expect(await readRunOf(space, id)).toMatchObject({
    headline: '0 of 2 changes are applied. It has not come to its end for more than a day.',
  });
  await runSync(app.platform, space.id, id);
  expect(await readRunOf(space, id)).toMatchObject({ state: 'applied', reason: null });
});

test('a run that was told of as stuck and is cancelled then is so for that reason', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const id = await aboutToApply(app, space, file(people(1, 5)));
  clock.advance(day + 1000);
  await takeUpSilentRuns(app.platform, space.id);
  expect(await readRunOf(space, id)).toMatchObject({ state: 'applying', reason: 'apply_stuck' });
  expect((await space.api('POST', `/sync-runs/${id}/cancel`)).status).toBeLessThan(300);
  await runSync(app.platform, space.id, id);
  expect(await readRunOf(space, id)).toMatchObject({ state: 'cancelled', reason: 'cancelled' });
});

test('metrics tell the age of each source’s last good run and what is held, and name no space', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const one = await createTestSpace(app, { name: 'One' });
  const two = await createTestSpace(app, { name: 'Two' });
  const first = await imported(app, one, file(people(1, 20)));
  clock.advance(3600_000);
  const second = await imported(app, two, file(people(1, 20)));
  await upload(app, two, file(people(1, 5)), '&intent=apply');
  clock.advance(60_000);
  const { body } = await call(app.http, 'GET', '/metrics');
  const ageOf = ({ source }: typeof first) =>
    `usher_sync_last_good_run_age_seconds{kind="csv",source="${source.id}"}`;
  expect(body).toContain(`${ageOf(first)} 3660\n`);
  expect(body).toContain(`${ageOf(second)} 60\n`);
  expect(body).toContain('usher_sync_held_runs{kind="csv"} 1');
  expect(body).toContain('usher_sync_paused_sources{kind="csv"} 0');
  expect(body).toContain('usher_sync_rows_per_second_count');
  for (const space of [one, two]) {
    expect(body).not.toContain(space.id);
    expect(body).not.toContain(`"${space.slug}"`);
  }
  // A source that somebody paused is not late.
  await one.api('POST', `/sync-sources/${first.source.id}/pause`, {});
  const after = (await call(app.http, 'GET', '/metrics')).body;
  expect(after).not.toContain(ageOf(first));
  expect(after).toContain('usher_sync_paused_sources{kind="csv"} 1');
});

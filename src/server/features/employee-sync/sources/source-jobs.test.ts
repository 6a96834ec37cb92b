import { expect, test, vi } from 'vitest';
import { startDueSources } from './source-jobs.ts';
import { runSource } from './run-source.ts';
import { serveBamboo } from '../../../../../tests/support/hris-servers.ts';
import { countJobs, countRuns } from '../../../../../tests/support/sync.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../../tests/support/test-app.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const staff = Array.from({ length: 5 }, (_, i) => ({ id: i + 1 }));
const bamboo = (schedule: object | null) => ({
  kind: 'hris',
  name: 'HR',
  settings: { vendor: 'bamboohr', company: 'acme' },
  secrets: { apiKey: 'bamboo-key' },
  schedule,
});

test('a source is due once at its time, whoever looks and however often', async () => {
  const clock = new TestClock(new Date('2026-10-24T23:00:00Z'));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const { body } = await space.api('POST', '/sync-sources', bamboo({ time: '01:30', days: everyDay }));
  expect(body.nextRunAt).toBe('2026-10-25T00:30:00.000Z');
  const { sources } = app.application;
  await startDueSources(sources, space.id);
  expect(await countJobs(app, 'fetch_source')).toBe(0);
  clock.set(new Date('2026-10-25T00:30:20Z'));
  await Promise.all(Array.from({ length: 10 }, () => startDueSources(sources, space.id)));
  expect(await countJobs(app, 'fetch_source')).toBe(1);
  // The clocks go back: 01:30 comes a second time and is not another night.
  expect((await space.api('GET', `/sync-sources/${body.id}`)).body.nextRunAt).toBe(
    '2026-10-26T01:30:00.000Z',
  );
  clock.set(new Date('2026-10-25T01:30:20Z'));
  await startDueSources(sources, space.id);
  expect(await countRuns(app, 'receiving')).toBe(1);
});

test('a time that comes while a run is going on is left out; a run nobody brings a file for has failed', async () => {
  const clock = new TestClock(new Date('2026-06-01T00:00:00Z'));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  await space.api('POST', '/sync-sources', bamboo({ time: '02:00', days: everyDay }));
  clock.set(new Date('2026-06-01T01:00:30Z'));
  await startDueSources(app.application.sources, space.id);
  clock.set(new Date('2026-06-01T02:59:00Z'));
  await startDueSources(app.application.sources, space.id);
  expect(await countRuns(app, 'receiving')).toBe(1);
  clock.set(new Date('2026-06-02T01:00:30Z'));
  await startDueSources(app.application.sources, space.id);
  expect(await countRuns(app, 'failed')).toBe(1);
  expect(await countRuns(app, 'receiving')).toBe(1);
});

test('the operator’s command fetches there and then, by name, and refuses a second one meanwhile', async () => {
  const server = await serveBamboo(staff, { apiKey: 'bamboo-key' });
  const app = await createTestApp({
    env: { ALLOW_PRIVATE_HOSTS: '1' },
    sources: { vendors: { bamboohr: server.base, hibob: '' } },
  });
  const space = await createTestSpace(app);
  await createTestSpace(app, { name: 'Other' });
  const { body } = await space.api('POST', '/sync-sources', bamboo(null));
  const { sources } = app.application;
  const both = await Promise.allSettled([
    runSource(sources, { source: 'HR' }, 'apply'),
    runSource(sources, { source: body.id, slug: space.slug }, 'apply'),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'run_in_progress' },
  });
  expect(both.find(({ status }) => status === 'fulfilled')).toMatchObject({
    value: { state: 'rehearsed', rows: 5 },
  });
  server.fault = () => ({ status: 500 });
  sources.pause = () => Promise.resolve();
  expect(await runSource(sources, { source: 'HR' }, 'apply')).toMatchObject({
    state: 'failed',
    reason: 'server_error',
  });
  await expect(runSource(sources, { source: 'nobody' }, 'apply')).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('the jobs themselves bring a run from its asking to its end, and a look to its answer', async () => {
  const server = await serveBamboo(staff, { apiKey: 'bamboo-key' });
  const app = await createTestApp({
    worker: true,
    env: { ALLOW_PRIVATE_HOSTS: '1' },
    sources: { vendors: { bamboohr: server.base, hibob: '' } },
  });
  const space = await createTestSpace(app);
  const { kind, settings, secrets, ...source } = bamboo(null);
  const check = await space.api('POST', '/sync-sources/checks', { kind, settings, secrets });
  await vi.waitFor(
    async () => {
      const seen = await space.api('GET', `/sync-sources/checks/${check.body.id}`);
      expect(seen.body).toMatchObject({ state: 'done', result: { rows: { length: 5 } } });
    },
    { timeout: 20_000, interval: 200 },
  );
  const made = await space.api('POST', '/sync-sources', { kind, settings, secrets, ...source });
  await space.api('POST', `/sync-sources/${made.body.id}/run`);
  await vi.waitFor(
    async () => {
      const { body } = await space.api('GET', `/sync-sources/${made.body.id}`);
      expect(body.waitingRun).toMatchObject({ state: 'rehearsed' });
    },
    { timeout: 20_000, interval: 200 },
  );
});

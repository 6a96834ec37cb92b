import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestApp, createTestSpace, TestClock } from '../../../../../tests/support/test-app.ts';

test('another time zone moves the next run, and undoes nothing that is changed at the same time', async () => {
  const app = await createTestApp({ clock: new TestClock(new Date('2026-03-27T12:00:00Z')) });
  const space = await createTestSpace(app);
  const { body } = await space.api('POST', '/sync-sources', {
    kind: 'sftp',
    name: 'People from HR',
    schedule: { time: '06:00', days: [6, 7] },
    settings: {
      host: 'sftp.acme.test',
      user: 'usher',
      folder: '/out',
      hostKey: 'ssh-ed25519 SHA256:uNiVztksCsDhcc0u9e8BrUDgDV1I7Bz3nTqRvZ4ofl0',
    },
    secrets: { password: 'hunter2-and-more' },
  });
  const other = new pg.Client({ connectionString: app.superUrl });
  await other.connect();
  await other.query('begin');
  await other.query(`update sync_sources set mapping = '{"employee_id": "Badge"}', failures = 3`);
  const moved = space.api('PATCH', '/settings', { timeZone: 'America/New_York' });
  const isWaiting = async () => {
    const { rows } = await other.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  };
  while (!(await isWaiting())) await sleep(20);
  await other.query('commit');
  await other.end();
  expect((await moved).status).toBe(200);
  expect((await space.api('GET', `/sync-sources/${body.id}`)).body).toMatchObject({
    mapping: { employee_id: 'Badge' },
    failures: 3,
    nextRunAt: '2026-03-28T10:00:00.000Z',
  });
});

import pg from 'pg';
import { expect, test } from 'vitest';
import { executeRaw, readInSpace, type Tx } from '../../platform/database/index.ts';
import type { Context } from '../../platform/command/index.ts';
import { file, people, upload } from '../../../../tests/support/sync-runs.ts';
import { createTestApp, createTestSpace, type TestApp } from '../../../../tests/support/test-app.ts';
import { findUnseated } from './forecast-queries.ts';
import { listRunPeople } from './list-run-people.ts';
import { RunPeopleQuery } from './people-schemas.ts';
import { findRun } from './run-queries.ts';

/** Makes a run of ten people one of 100,000 who are told of and as many who are plainly unchanged. */
async function lengthen(app: TestApp, spaceId: string, runId: string): Promise<void> {
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  await client.query(
    `insert into sync_plan (space_id, run_id, number, outcome, reason, line, employee_id, email, first_name, last_name, step, before)
     select $1, $2, n, (array['joiner', 'change', 'leaver', 'error'])[1 + n % 4], 'new', n, 'E' || n, 'p' || n || '@acme.test',
       'First' || n, 'Last' || n, (array[3, 2, 1, null])[1 + n % 4], jsonb_build_object('department', 'D' || n % 50)
     from generate_series(11, 100000) n`,
    [spaceId, runId],
  );
  await client.query(
    `insert into sync_unchanged (space_id, run_id, part, user_ids, lines)
     select $1, $2, part, array_agg(gen_random_uuid()), array_agg(part * 1000 + n)
     from generate_series(0, 99) part, generate_series(0, 999) n group by part`,
    [spaceId, runId],
  );
  await client.end();
}

/** Rows that this connection has fetched of the lists of runs, by whatever way. */
async function fetchedSoFar(tx: Tx): Promise<number> {
  const [row] = await executeRaw(
    tx,
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as fetched from pg_stat_xact_user_tables
     where relname in ('sync_plan', 'sync_unchanged')`,
    [],
  );
  return Number(row?.fetched);
}

test('a page of a run of 200,000 people reads no more than one of ten', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 5 });
  const run = await upload(app, space, file(people(1, 10)));
  await lengthen(app, space.id, run.id);
  const read = (query: object) =>
    readInSpace(app.platform.database, space.id, async (tx) => {
      const ctx = { tx, spaceId: space.id, now: new Date() } as Context;
      const found = await findRun(ctx, run.id);
      if (!found) throw new Error('the run is gone');
      const before = await fetchedSoFar(tx);
      const unseated = await findUnseated(ctx, found);
      expect(unseated).not.toBeNull();
      const { items } = await listRunPeople(ctx, run.id, RunPeopleQuery.parse(query), unseated);
      return { shown: items.length, fetched: (await fetchedSoFar(tx)) - before };
    });
  for (const query of [
    {},
    { cursor: 'p50000' },
    { outcome: 'leaver' },
    { outcome: 'leaver', cursor: 'p90000' },
    { outcome: 'error', cursor: 'p60000' },
    { outcome: 'unchanged', cursor: 'u0' },
    { outcome: 'unchanged', cursor: 'u50990' },
  ]) {
    const { shown, fetched } = await read(query);
    expect(shown).toBe(50);
    // The unchanged are packed a thousand to a row: to look through their hundred rows is as good as an index.
    const most = 'outcome' in query && query.outcome === 'unchanged' ? 102 : 52;
    expect.soft(fetched, JSON.stringify(query)).toBeLessThanOrEqual(most);
  }
});

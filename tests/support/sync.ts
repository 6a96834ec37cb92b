import pg from 'pg';
import { readInSpace } from '../../src/server/platform/database/index.ts';
import type { Approve } from '../../src/server/features/employee-sync/decide-rules.ts';
import { findRun, type Run } from '../../src/server/features/employee-sync/run-queries.ts';
import { runSync } from '../../src/server/features/employee-sync/run-sync.ts';
import { fetchRun } from '../../src/server/features/employee-sync/sources/fetch-run.ts';
import { runCheck } from '../../src/server/features/employee-sync/sources/run-check.ts';
import type { ApiAnswer, TestApp, TestSpace } from './test-app.ts';

/** An employee file of people from one number to another. */
export const csv = (from: number, to: number, header = 'employee_id,email,first_name,last_name'): string =>
  [header]
    .concat(
      Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => {
        const n = String(from + i);
        return `E${n},p${n}@acme.test,First${n},Last${n}`;
      }),
    )
    .join('\n') + '\n';

/** Asks a source for a run over the API and does what its jobs would. @returns the run as it is then. */
export async function fetchNow(
  app: TestApp,
  space: TestSpace,
  sourceId: string,
  options: { approve?: Approve } = {},
): Promise<Run> {
  const { status, body } = await space.api('POST', `/sync-sources/${sourceId}/run`);
  if (status !== 202) throw new Error(`running answered ${JSON.stringify(body)}`);
  return fetchAgain(app, space, String(body.runId), options);
}

/** Does the next try of a run that waits for its file. */
export async function fetchAgain(
  app: TestApp,
  space: TestSpace,
  runId: string,
  options: { approve?: Approve } = {},
): Promise<Run> {
  const where = { spaceId: space.id, runId };
  const last = await fetchRun(app.application.sources, where, { retry: true, ...options });
  await runSync(app.platform, space.id, last, options);
  const run = await readInSpace(app.platform.database, space.id, (tx) =>
    findRun({ tx, spaceId: space.id }, runId),
  );
  if (!run) throw new Error('there is no such run');
  return run;
}

/** Looks at a source over the API, doing what the job would. @returns what the page reads then. */
export async function runCheckNow(app: TestApp, space: TestSpace, check: object): Promise<ApiAnswer['body']> {
  const { status, body } = await space.api('POST', '/sync-sources/checks', check);
  if (status !== 202) throw new Error(`checking answered ${JSON.stringify(body)}`);
  await runCheck(app.application.sources, space.id, String(body.id));
  return (await space.api('GET', `/sync-sources/checks/${String(body.id)}`)).body;
}

/** Jobs of a kind that were ever queued. */
export const countJobs = (app: TestApp, name: string): Promise<number> =>
  count(app, 'select count(*)::int as count from pgboss.job where name = $1', name);

/** Runs in a state. */
export const countRuns = (app: TestApp, state: string): Promise<number> =>
  count(app, 'select count(*)::int as count from sync_runs where state = $1', state);

async function count(app: TestApp, sql: string, value: string): Promise<number> {
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(sql, [value]);
  await client.end();
  return rows[0]?.count ?? 0;
}

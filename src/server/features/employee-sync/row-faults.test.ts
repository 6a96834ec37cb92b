import { expect, test } from 'vitest';
import { file, header, people, upload } from '../../../../tests/support/sync-runs.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { importFile } from './import-file.ts';
import { tellRun } from './tell-run.ts';
import { readHead } from './sources/read-head.ts';

const head = `${header},End  Date`;
const rows = [
  ...people(1, 3).map((row) => `${row},`),
  'E4,p4@acme.test,First4,Last4,Sales,soon',
  'E5,p5@acme.test,Fi\u0000rst5,Last5,Sales,',
  'E6,p6,First6,Last6,Sales,',
  'E7,p7@acme.test,First7',
];

/** By line: the column that is wrong, as the file calls it, and the reason; a row that is short has none. */
const faults = [
  [5, 'End Date', 'A date is not a day written as YYYY-MM-DD: “soon”'],
  [6, 'first_name', 'A field has control or invisible characters'],
  [7, 'email', 'What stands for the e-mail address is not one: “p6”'],
  [8, null, 'The row has too few or too many fields'],
];

test('a row that cannot be used is reported with its line, its column and the reason', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const run = await upload(app, space, file(rows, head));
  const { items } = (await space.api('GET', `/sync-runs/${run.id}/people?outcome=error`)).body;
  expect(items.map((row: Record<string, unknown>) => [row.line, row.column, row.sentence])).toEqual(faults);
  expect(run.headline).toContain('3 join. It would be held. 4 rows cannot be used.');
  const { body } = await space.api('GET', `/sync-runs/${run.id}/report`);
  expect(body).toContain('Line,Column,Outcome,Reason');
  expect(body).toContain('5,End Date,Row error,A date is not a day written as YYYY-MM-DD: “soon”');
  expect(body).toContain('8,,Row error,The row has too few or too many fields');
  const history = (await space.api('GET', '/sync-history?employeeId=E4')).body.items;
  expect(history).toMatchObject([{ line: 5, column: 'End Date', outcomeInWords: 'Row error' }]);
});

test('the operator is told the same rows, whose people conflict, and that the source is paused', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const twice = 'E1,p1@acme.test,Another,Last1,Sales,';
  async function* chunks() {
    yield await Promise.resolve(Buffer.from(file([...rows, twice], head)));
  }
  const options = { mode: 'full' as const, apply: true, approveHeld: false, fileName: 'people.csv' };
  const run = await importFile(app.platform, space.id, { ...options, chunks: chunks() });
  const told = await tellRun(app.platform, space.id, run);
  expect(told.rowErrors.map((row) => [row.line, row.column, row.sentence])).toEqual(faults);
  expect(told.conflicts.map(({ line, reason }) => [line, reason])).toEqual([
    [2, 'employee_id_twice'],
    [9, 'employee_id_twice'],
  ]);
  expect(told.source).toEqual({ state: 'active', pausedReason: null });
  await space.api('POST', `/sync-sources/${run.sourceId}/pause`, { reason: 'New HR system' });
  expect((await tellRun(app.platform, space.id, run)).source).toEqual({
    state: 'paused',
    pausedReason: 'New HR system',
  });
});

test('a look at a source tells the same in the same words', async () => {
  async function* chunks() {
    yield await Promise.resolve(
      Buffer.from(file(rows, `${head},status`).replaceAll(/(,|soon)$/gm, '$1,Gone fishing')),
    );
  }
  const seen = await readHead(chunks(), { delimiter: ',', encoding: 'utf-8', mapping: {} });
  expect(
    seen.rows.filter(({ error }) => error !== null).map((row) => [row.line, row.column, row.sentence]),
  ).toEqual(faults);
  expect(seen.rows[0]).toMatchObject({
    error: null,
    sentence: 'The status is a word that is not known; unknown is not inactive',
  });
});

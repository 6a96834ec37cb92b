import { expect, test } from 'vitest';
import pg from 'pg';
import { createTestApp, createTestSpace, type TestApp } from '../../../../tests/support/test-app.ts';
import { actingAs, execute, operator } from '../../platform/command/index.ts';
import { importFile, type ImportOptions } from './import-file.ts';
import { csvSource } from './open-csv-source.ts';
import { receiveFile } from './receive-file.ts';
import { runSync } from './run-sync.ts';

const header = 'employee_id,email,first_name,last_name,department';
const person = (n: number, department = 'Sales') =>
  `E${String(n)},p${String(n)}@acme.test,First${String(n)},Last${String(n)},${department}`;
const people = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => person(from + i));
const file = (rows: string[], head = header) => `${[head, ...rows].join('\n')}\n`;

async function* bytes(content: string | Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(content));
}

const run = (
  app: TestApp,
  spaceId: string,
  content: string | Buffer,
  options: Partial<Pick<ImportOptions, 'apply' | 'approveHeld' | 'mode' | 'fileTime'>> = {},
) =>
  importFile(app.platform, spaceId, {
    mode: 'full',
    apply: true,
    approveHeld: false,
    ...options,
    fileName: 'people.csv',
    chunks: bytes(content),
  });

async function rowsOf(app: TestApp, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

test('nothing staged outlives its run, whether that was applied, rehearsed or refused', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  expect(await run(app, space.id, file(people(1, 10)))).toMatchObject({ state: 'applied' });
  expect(await run(app, space.id, file(people(1, 9)), { apply: false })).toMatchObject({
    state: 'rehearsed',
  });
  expect(await run(app, space.id, `${file(people(1, 9))}E10,"p10`)).toMatchObject({ state: 'refused' });
  expect(
    await rowsOf(app, `select relname from pg_class where relnamespace = 'usher_staging'::regnamespace`),
  ).toEqual([]);
});

test('rehearse, apply, change, leave, return', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  expect(await run(app, space.id, file(people(1, 10)), { apply: false })).toMatchObject({
    state: 'rehearsed',
    counts: { joiner: 10 },
  });
  expect((await space.api('GET', '/seats')).body.invited).toBe(1);
  expect(await run(app, space.id, file(people(1, 10)))).toMatchObject({
    state: 'applied',
    rows: 10,
    stepsDone: 10,
  });
  expect((await space.api('GET', '/seats')).body).toMatchObject({ invited: 11, available: 19 });
  const again = await run(app, space.id, file(people(1, 10)));
  expect(again).toMatchObject({ state: 'applied', counts: { unchanged: 10, joiner: 0, leaver: 0 } });
  const changed = await run(
    app,
    space.id,
    file([person(1, 'Legal'), 'E2,new@acme.test,First2,Last2,Sales', ...people(3, 9)]),
  );
  expect(changed).toMatchObject({ state: 'applied', counts: { change: 2, leaver: 1, unchanged: 7 } });
  const back = await run(
    app,
    space.id,
    file([person(1, 'Legal'), 'E2,new@acme.test,First2,Last2,Sales', ...people(3, 10)]),
  );
  expect(back).toMatchObject({ state: 'applied', counts: { returner: 1, unchanged: 9 } });
  expect((await space.api('GET', '/seats')).body).toMatchObject({ invited: 11, deactivated: 0 });
  expect(await app.verify()).toEqual([]);
});

test('half the file is held; approved, it is applied', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await run(app, space.id, file(people(1, 20)));
  const half = file(people(1, 10));
  const held = await run(app, space.id, half);
  expect(held.state).toBe('held');
  expect(held.guards.map(({ guard }) => guard)).toEqual(['leavers', 'shrinking']);
  expect((await space.api('GET', '/seats')).body.invited).toBe(21);
  expect(await run(app, space.id, half, { approveHeld: true })).toMatchObject({
    state: 'applied',
    counts: { leaver: 10 },
  });
  expect((await space.api('GET', '/seats')).body).toMatchObject({ invited: 11, deactivated: 10 });
  expect(await app.verify()).toEqual([]);
});

test('more joiners than seats: as many as fit, the rest wait in order', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 4 });
  expect(await run(app, space.id, file(people(1, 6)))).toMatchObject({
    state: 'applied',
    seats: { short: 3 },
  });
  expect((await space.api('GET', '/seats')).body).toMatchObject({ available: 0, waiting: 3 });
  await run(app, space.id, file(people(2, 6)));
  const waiting = await rowsOf(
    app,
    `select employee_id from users where status = 'waiting' order by waiting_since, waiting_order`,
  );
  expect(waiting.map((row) => row.employee_id)).toEqual(['E5', 'E6']);
  expect(await app.verify()).toEqual([]);
});

test.each([
  ['an empty file', '', 'empty'],
  ['a header alone', `${header}\n`, 'header_alone'],
  ['cut off in mid-row', `${file(people(1, 3))}E4,p4@ac`, 'cut_off'],
  ['a quote never closed', `${file(people(1, 3))}E4,"p4@acme.test,a,b,c\n`, 'quote_not_closed'],
  [
    'a required header missing',
    file(people(1, 3), 'employee_id,mail,first_name,last_name,department'),
    'header_missing',
  ],
  ['a header twice', file(people(1, 3), 'employee_id,email,first_name,last_name,email'), 'header_twice'],
  [
    'the wrong delimiter',
    file(people(1, 3), header).replaceAll(',', ';'),
    'wrong_delimiter',
    { delimiter: ';' },
  ],
  ['UTF-16', Buffer.from(`\ufeff${file(people(1, 3))}`, 'utf16le'), 'encoding', { encoding: 'utf-16le' }],
  [
    'UTF-16, the other way round and without a mark',
    Buffer.from(file(people(1, 3)), 'utf16le').swap16(),
    'encoding',
    { encoding: 'utf-16be' },
  ],
  [
    'Latin-1',
    Buffer.from(file(['E1,p1@acme.test,Zoë,Last,Sales']), 'latin1'),
    'encoding',
    { encoding: 'windows-1252' },
  ],
  ['bytes of no encoding', Buffer.from([0x41, 0x81, 0x0a]), 'encoding'],
  ['XLSX', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), 'not_csv'],
  ['HTML', '<!doctype html><html><body>Sign in</body></html>', 'not_csv'],
])('%s is refused and nobody leaves', async (_, content, reason, suspected?: object) => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await run(app, space.id, file(people(1, 5)));
  const refused = await run(app, space.id, content);
  expect(refused).toMatchObject({ state: 'refused', reason });
  const { body } = await space.api('GET', `/sync-runs/${refused.id}`);
  expect(body.suspected).toEqual(suspected ?? null);
  expect((await space.api('GET', '/seats')).body.invited).toBe(6);
});

test.each([
  ['a short row', 'E5,p5@acme.test', { error: 1 }],
  ['a long row', `${person(5)},x,y`, { error: 1 }],
  ['one id twice, alike', `${person(5)}\n${person(5)}`, { conflict: 0, unchanged: 5 }],
  ['one id twice, different', `${person(5)}\n${person(5, 'Legal')}`, { conflict: 2, unchanged: 4 }],
  ['two ids, one e-mail', `${person(5)}\nE6,P5@acme.test,A,B,Sales`, { conflict: 2, joiner: 0 }],
  ['an address that another has', 'E5,P4@acme.test,First5,Last5,Sales', { conflict: 2, unchanged: 3 }],
  ['00123 and 123', `${person(5)}\n00123,a@acme.test,A,B,C\n123,b@acme.test,A,B,C`, { joiner: 2 }],
  ['an address that is none', 'E5,p5 at acme,First5,Last5,Sales', { error: 1 }],
  ['neither id nor address', ',,First5,Last5,Sales', { error: 1 }],
  ['a mangled id', '1.23E+05,p5@acme.test,A,B,C', { error: 1 }],
  ['a known e-mail under another id', 'X5,p5@acme.test,First5,Last5,Sales', { conflict: 1 }],
  ['zero-width characters', 'E5,p5@acme.test,Fi\u200brst5,Last5,Sales', { error: 1 }],
  ['NUL', 'E5,p5@acme.test,Fi\u0000rst5,Last5,Sales', { error: 1 }],
  ['a field of a megabyte', `E5,p5@acme.test,${'x'.repeat(1024 * 1024)},Last5,Sales`, { error: 1 }],
  ['a formula', 'E5,p5@acme.test,=cmd(),<script>,Sales', { change: 1 }],
  ['quotes, commas, breaks', 'E5,p5@acme.test,"Fi,""r\nst5",Last5,Sales', { change: 1 }],
])('%s: the person stays', async (_, rows, counts) => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await run(app, space.id, file(people(1, 5)));
  expect(await run(app, space.id, file([...people(1, 4), rows]))).toMatchObject({
    state: 'applied',
    counts: { leaver: 0, ...counts },
  });
  const [fifth] = await rowsOf(app, `select status, first_name from users where employee_id = 'E5'`);
  expect(fifth?.status).toBe('invited');
  expect(await app.verify()).toEqual([]);
});

test('a bad row whose id has a space in it: the person stays', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await run(app, space.id, file([...people(1, 4), 'E 5,p5@acme.test,First5,Last5,Sales']));
  const bad = file([...people(1, 4), 'E 5,p5 at acme,F,L,Sales']);
  expect(await run(app, space.id, bad)).toMatchObject({ state: 'applied', counts: { error: 1, leaver: 0 } });
});

test('stopped after each transaction and taken up again, it ends as undisturbed', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 12 });
  const caller = actingAs(operator);
  await run(app, space.id, file(people(1, 10)));
  const sourceId = await execute(app.platform, { spaceId: space.id, caller }, csvSource, {});
  const content = file([person(1, 'Legal'), ...people(3, 16)]);
  const id = await receiveFile(app.platform, space.id, caller, {
    sourceId,
    intent: 'apply',
    chunks: bytes(content),
  });
  const stop = () => {
    throw new Error('killed');
  };
  let stops = 0;
  for (;;) {
    try {
      const ended = await runSync(app.platform, space.id, id, { between: stop });
      expect(ended).toMatchObject({ state: 'applied', stepsDone: 8, stepsTotal: 8 });
      break;
    } catch (error) {
      expect(error).toMatchObject({ message: 'killed' });
      stops += 1;
    }
  }
  expect(stops).toBeGreaterThanOrEqual(4);
  const mails = await rowsOf(
    app,
    `select to_email from mails where kind = 'invitation' group by to_email having count(*) > 1`,
  );
  expect(mails).toEqual([]);
  expect((await space.api('GET', '/seats')).body).toMatchObject({ available: 0, waiting: 4, deactivated: 1 });
  expect(await app.verify()).toEqual([]);
});

test.each(['1970-01-01T00:00:00Z', '2020-01-01T00:00:00Z'])(
  'nightly files that all bear the time %s go on being taken',
  async (time) => {
    const app = await createTestApp();
    const space = await createTestSpace(app);
    const nightly = (n: number) => run(app, space.id, file(people(1, n)), { fileTime: new Date(time) });
    expect(await nightly(4)).toMatchObject({ state: 'applied' });
    // In between somebody sends one by hand, which is of today.
    expect(await run(app, space.id, file(people(1, 5)), { fileTime: new Date() })).toMatchObject({
      state: 'applied',
    });
    expect(await nightly(6)).toMatchObject({ state: 'applied', counts: { joiner: 1 } });
    expect(await nightly(7)).toMatchObject({ state: 'applied', counts: { joiner: 1 } });
  },
);

test('of files with a fixed time no more than the first is refused, and a copy of an old one always', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const old = (n: number) =>
    run(app, space.id, file(people(1, n)), { fileTime: new Date('2020-01-01T00:00:00Z') });
  await run(app, space.id, file(people(1, 5)), { fileTime: new Date() });
  const refused = { state: 'refused', reason: 'older_file' };
  expect([await old(4), await old(4)]).toMatchObject([refused, refused]);
  expect(await old(6)).toMatchObject({ state: 'applied', counts: { joiner: 1 } });
});

import { expect, test } from 'vitest';
import { actingAs, execute, operator } from '../../platform/command/index.ts';
import {
  createTestApp,
  createTestSpace,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { importFile } from './import-file.ts';
import { csvSource } from './open-csv-source.ts';
import { nothingSeen, readPeople } from './read-people.ts';
import { receiveFile } from './receive-file.ts';
import { runSync } from './run-sync.ts';
import { findSource, updateSource } from './source-queries.ts';
import { file, header, people, person, statesOf } from '../../../../tests/support/sync-runs.ts';
import { inSpace } from '../../platform/database/index.ts';

let app: TestApp;

async function spaceWith(content: string): Promise<TestSpace> {
  app = await createTestApp();
  const space = await createTestSpace(app, { seats: 60 });
  expect(await run(space, content)).toMatchObject({ state: 'applied' });
  return space;
}

async function* bytes(content: string | Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(content));
}

const run = (space: TestSpace, content: string | Buffer, mode: 'full' | 'changes' = 'full') =>
  importFile(app.platform, space.id, {
    mode,
    apply: true,
    approveHeld: false,
    fileName: 'people.csv',
    chunks: bytes(content),
  });

const userOf = async (space: TestSpace, q: string) => (await space.api('GET', `/users?q=${q}`)).body.items[0];

test('only one department in the export is held', async () => {
  const space = await spaceWith(file([...people(1, 10), ...people(11, 30, 'Legal')]));
  expect(await run(space, file(people(1, 10)))).toMatchObject({ state: 'held', counts: { leaver: 20 } });
  expect(Object.values(await statesOf(space))).not.toContain('deactivated');
});

test.each([
  ['blank', ''],
  ['unknown', 'Status 7'],
])('a status that is %s everywhere is held, and nobody is switched off', async (_, status) => {
  const head = `${header},status`;
  const withStatus = (word: string) =>
    file(
      people(1, 5).map((row) => `${row},${word}`),
      head,
    );
  const space = await spaceWith(withStatus('active'));
  const held = await run(space, withStatus(status));
  expect(held).toMatchObject({ state: 'held', counts: { leaver: 0 } });
  expect(held.guards.map(({ guard }) => guard)).toEqual(['status_unknown']);
  // Unknown for some is a warning.
  const mixed = file([`${person(1)},active`, ...people(2, 5).map((row) => `${row},${status}`)], head);
  expect(await run(space, mixed)).toMatchObject({ state: 'applied', counts: { leaver: 0 } });
});

test('a required column newly blank is held', async () => {
  const space = await spaceWith(file(people(1, 10)));
  const blank = file(people(1, 10).map((row) => row.replace(/,Last\d+,/, ',,')));
  const held = await run(space, blank);
  expect(held.guards.map(({ guard }) => guard)).toEqual(['column_blank']);
});

test('a manager who is missing, oneself, or part of a circle is left empty, with a warning', async () => {
  const head = `${header},manager_employee_id`;
  const rows = [
    `${person(1)},`,
    `${person(2)},E1`,
    `${person(3)},E3`,
    `${person(4)},E5`,
    `${person(5)},E4`,
    `${person(6)},E99`,
  ];
  const space = await spaceWith(file(rows, head));
  const detail = async (n: number) => {
    const { id } = await userOf(space, `E${String(n)}`);
    const { items } = (await space.api('GET', `/sync-history?userId=${id}`)).body;
    return items[0].warning as string | null;
  };
  expect(await detail(2)).toBeNull();
  expect(await detail(3)).toContain('own manager');
  expect(await detail(4)).toContain('circle');
  expect(await detail(6)).toContain('Nobody has');
  const managers = await inSpace(app.platform.database, space.id, (tx) =>
    tx
      .selectFrom('users')
      .select(['employee_id', 'manager_employee_id'])
      .where('manager_employee_id', 'is not', null)
      .execute(),
  );
  expect(managers).toEqual([{ employee_id: 'E2', manager_employee_id: 'E1' }]);
  expect(await run(space, file(rows, head))).toMatchObject({ state: 'applied', counts: { change: 0 } });
});

test('formulas and markup are kept as text, and neutralised in what is exported', async () => {
  const rows = ['E1,p1@acme.test,=cmd(),<script>alert(1)</script>,+1', 'E2,p2@acme.test,@SUM(A1),-2,Sales'];
  const space = await spaceWith(file(rows));
  expect(await userOf(space, 'E1')).toMatchObject({
    firstName: '=cmd()',
    lastName: '<script>alert(1)</script>',
    department: '+1',
  });
  const { items } = (await space.api('GET', '/sync-runs')).body;
  for (const path of ['/users.csv', `/sync-runs/${items[0].id}/report`]) {
    const { body } = await space.api('GET', path);
    expect(body).toContain("'=cmd()");
    expect(body).toContain("'@SUM(A1)");
    expect(body).not.toMatch(/(^|,)[=+@-]/m);
  }
});

test('names in different Unicode forms are one name', async () => {
  const space = await spaceWith(file(['E1,p1@acme.test,Zoe\u0308,Ame\u0301lie,Sales']));
  expect(await userOf(space, 'E1')).toMatchObject({ firstName: 'Zo\u00eb', lastName: 'Am\u00e9lie' });
  const again = await run(space, file(['E1,p1@acme.test,Zo\u00eb,Am\u00e9lie,Sales']));
  expect(again.counts).toMatchObject({ unchanged: 1, change: 0 });
});

test('a row longer than a piece of the file is read with the same care', async () => {
  const long = 'x'.repeat(50_000);
  const rows = [
    `E1,p1@acme.test,Zoe\u0308,Last1,Sales,${long}`,
    `E2,p2@acme.test,Fi\u0000rst2,Last2,Sales,${long}`,
    `${person(3)},${long}`,
  ];
  const space = await spaceWith(
    file(
      [1, 2, 3].map((n) => `${person(n)},`),
      `${header},notes`,
    ),
  );
  const careful = await run(space, file(rows, `${header},notes`));
  expect(careful).toMatchObject({
    state: 'applied',
    counts: { change: 1, error: 1, unchanged: 1, leaver: 0 },
  });
  expect((await userOf(space, 'E1')).firstName).toBe('Zo\u00eb');
});

test('UTF-16 is read where the source says so', async () => {
  const space = await spaceWith(file(people(1, 3)));
  const caller = actingAs(operator);
  const id = await execute(app.platform, { spaceId: space.id, caller }, csvSource, {});
  await inSpace(app.platform.database, space.id, async (tx) => {
    const ctx = { tx, spaceId: space.id, now: new Date() } as never;
    const source = await findSource(ctx, { id });
    if (source) await updateSource(ctx, { ...source, encoding: 'utf-16le' });
  });
  const wide = Buffer.from(`\ufeff${file([...people(1, 3), 'E4,p4@acme.test,Zoë,Łukasz,Sales'])}`, 'utf16le');
  expect(await run(space, wide)).toMatchObject({ state: 'applied', counts: { joiner: 1, unchanged: 3 } });
  expect(await userOf(space, 'E4')).toMatchObject({ firstName: 'Zoë', lastName: 'Łukasz' });
});

test('rows that a stray quote swallows still count as present', async () => {
  const space = await spaceWith(file(people(1, 40)));
  const rows = people(1, 40);
  // Within the width of a row, so that nothing else is wrong with it.
  rows[4] = 'E5,p5@acme.test,"First5,Last5,Sales';
  rows[5] = 'E6,p6@acme.test,",Last6,Sales';
  expect(await run(space, file(rows))).toMatchObject({ counts: { leaver: 0 } });
  const many = people(1, 40);
  many[1] = 'E2,p2@acme.test,"First2,Last2,Sales';
  many[38] = 'E39,p39@acme.test,First39",Last39,Sales';
  const swallowed = await run(space, file(many));
  expect(swallowed.counts).toMatchObject({ leaver: 0 });
  expect(Object.values(await statesOf(space))).not.toContain('deactivated');
});

test('hidden characters in the header neither hide a column nor stop the run', async () => {
  const space = await spaceWith(file(people(1, 5)));
  const rows = people(1, 5).map((row) => `${row},x,y`);
  const hidden = `${header.replace('email', '\u200bemail\u0000')},No\u0000tes,${'\u{1f600}'.repeat(200)}`;
  expect(await run(space, file(rows, hidden))).toMatchObject({
    state: 'applied',
    counts: { unchanged: 5 },
    warnings: [expect.objectContaining({ sentence: expect.stringContaining('Notes, \u{1f600}') as string })],
  });
});

test.each([
  ['rows', { bytes: 1024 ** 3, rows: 20_000 }, 'too_many_rows'],
  ['bytes', { bytes: 4 * 1024 ** 2, rows: 10_000_000 }, 'too_big'],
])('a file without end is streamed and stopped at the cap of %s', async (_, caps, reason) => {
  let made = 0;
  async function* endless() {
    yield Buffer.from(`${header}\n`);
    for (;;) {
      const rows = Array.from({ length: 1000 }, () => person((made += 1))).join('\n');
      yield await Promise.resolve(Buffer.from(`${rows}\n`));
    }
  }
  const options = { delimiter: ',', encoding: 'utf-8', mapping: {}, caps };
  const read = async () => {
    for await (const _batch of readPeople(endless(), options, nothingSeen()));
  };
  await expect(read()).rejects.toMatchObject({ code: 'file_refused', extra: { reason } });
  expect(made).toBeLessThan(120_000);
});

test('a file that is refused takes nothing from the one that waits for a person', async () => {
  const space = await spaceWith(file(people(1, 40)));
  const held = await run(space, file(people(1, 20)));
  expect(held.state).toBe('held');
  expect(await run(space, '<html>Sign in</html>')).toMatchObject({ state: 'refused' });
  expect((await space.api('GET', `/sync-runs/${held.id}`)).body.state).toBe('held');
  expect(await run(space, file(people(1, 40)))).toMatchObject({ state: 'applied' });
  expect((await space.api('GET', `/sync-runs/${held.id}`)).body.state).toBe('superseded');
});

test('the newest of full files that wait wins', async () => {
  const space = await spaceWith(file(people(1, 5)));
  const send = (to: number) =>
    space.api('POST', '/sync-runs?intent=apply', file(people(1, to)), { 'content-type': 'text/csv' });
  const older = (await send(6)).body;
  const newer = (await send(7)).body;
  const stateOf = async (id: string) => (await space.api('GET', `/sync-runs/${id}`)).body.state;
  await runSync(app.platform, space.id, older.id);
  expect(await stateOf(older.id)).toBe('superseded');
  expect(await stateOf(newer.id)).toBe('queued');
});

test('a file older than the last one applied is refused', async () => {
  const space = await spaceWith(file(people(1, 5)));
  const caller = actingAs(operator);
  const sourceId = await execute(app.platform, { spaceId: space.id, caller }, csvSource, {});
  const send = async (content: string, time: string) => {
    const fileTime = new Date(time);
    const runId = await receiveFile(app.platform, space.id, caller, {
      sourceId,
      intent: 'apply',
      fileTime,
      chunks: bytes(content),
    });
    return runSync(app.platform, space.id, runId);
  };
  expect(await send(file(people(1, 6)), '2026-05-02T00:00:00Z')).toMatchObject({ state: 'applied' });
  const late = await send(file(people(1, 4)), '2026-05-01T00:00:00Z');
  expect(late).toMatchObject({ state: 'refused', reason: 'older_file' });
  expect(await statesOf(space)).toMatchObject({ E5: 'invited', E6: 'invited' });
  // The same once more is planned like any other, and changes nobody.
  const same = await send(file(people(1, 6)), '2026-05-02T00:00:00Z');
  expect(same).toMatchObject({ state: 'applied', counts: { unchanged: 6, joiner: 0 } });
});

test('one id twice is known as such also where both rows are as the User is', async () => {
  const head = `${header},status`;
  const space = await spaceWith(
    file(
      people(1, 3).map((row) => `${row},active`),
      head,
    ),
  );
  const alike = await run(
    space,
    file([`${person(1)},active`, `${person(1)},active`, `${person(2)},active`, `${person(3)},`], head),
  );
  expect(alike).toMatchObject({ state: 'applied', counts: { unchanged: 3, conflict: 0, leaver: 0 } });
  const differing = await run(
    space,
    file([`${person(1)},active`, ...people(1, 3).map((row) => `${row},`)], head),
  );
  expect(differing.counts).toMatchObject({ unchanged: 2, conflict: 2, leaver: 0 });
});

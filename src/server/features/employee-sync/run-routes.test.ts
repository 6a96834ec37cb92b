import { expect, test } from 'vitest';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { join } from '../../../../tests/support/people.ts';
import { runSync } from './run-sync.ts';
import { approve, file, people, person, upload } from '../../../../tests/support/sync-runs.ts';

const csv = { 'content-type': 'text/csv' };

const peopleOf = async (space: TestSpace, id: string, query = '') =>
  (await space.api('GET', `/sync-runs/${id}/people?${query}`)).body;

test('a first file stops, is read in full, approved and applied', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const run = await upload(app, space, file([...people(1, 4), 'E5,,First5,Last5,Sales']), '&intent=apply');
  expect(run).toMatchObject({
    state: 'rehearsed',
    reason: 'first_run',
    firstRun: true,
    counts: { joiner: 4, error: 1 },
    file: { name: 'people.csv', available: true },
    seats: { takenBefore: 1, takenAfter: 5 },
    headline:
      'people.csv, if applied: 4 join. 1 row cannot be used. Nobody has changed. The first run of a source always stops here.',
  });
  expect(run.reasons).toContainEqual({
    outcome: 'error',
    reason: 'email_missing',
    count: 1,
    sentence: 'The e-mail address is missing',
  });
  expect((await peopleOf(space, run.id, 'outcome=error')).items).toMatchObject([
    { employeeId: 'E5', line: 6, reason: 'email_missing' },
  ]);
  const applied = await approve(app, space, run);
  expect(applied).toMatchObject({
    state: 'applied',
    approvedBy: 'Tests',
    headline: '4 joined. 1 row cannot be used.',
  });
  expect(applied.timings).toHaveProperty('read');
  expect((await space.api('GET', '/seats')).body.invited).toBe(5);
  const { items } = (await space.api('GET', '/sync-runs?state=applied')).body;
  expect(items).toMatchObject([{ id: run.id, source: { name: 'CSV upload', kind: 'csv' } }]);
  expect(await app.verify()).toEqual([]);
});

test('pages of people hold everybody once, the unchanged too', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await approve(app, space, await upload(app, space, file(people(1, 20))));
  const run = await upload(app, space, file([person(1, 'Legal'), ...people(2, 18), ...people(21, 22)]));
  expect(run.counts).toMatchObject({ change: 1, leaver: 2, joiner: 2, unchanged: 17 });
  const seen: string[] = [];
  for (let cursor = ''; ;) {
    const page = await peopleOf(space, run.id, `limit=5${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.items.map(({ employeeId }: { employeeId: string }) => employeeId));
    if (page.nextCursor === null) break;
    expect(page.items).toHaveLength(5);
    cursor = page.nextCursor;
  }
  expect(seen).toHaveLength(22);
  expect(new Set(seen).size).toBe(22);
  expect((await peopleOf(space, run.id, 'outcome=change')).items).toMatchObject([
    { employeeId: 'E1', changes: [{ field: 'department', name: 'Department', from: 'Sales', to: 'Legal' }] },
  ]);
  expect((await peopleOf(space, run.id, 'q=last7')).items).toMatchObject([
    { employeeId: 'E7', outcome: 'unchanged', line: 8 },
  ]);
  expect((await peopleOf(space, run.id, 'outcome=leaver&q=p19@')).items).toMatchObject([
    { employeeId: 'E19', reason: 'absent', line: null },
  ]);
  const report = await space.api('GET', `/sync-runs/${run.id}/report`);
  expect(String(report.body).trim().split('\n')).toHaveLength(23);
  const original = await space.api('GET', `/sync-runs/${run.id}/file`);
  expect(original.body).toContain('E1,p1@acme.test,First1,Last1,Legal');
});

test('a held run shows who would leave by department, and counts only as it was shown', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 60 });
  await approve(app, space, await upload(app, space, file([...people(1, 20), ...people(21, 40, 'Legal')])));
  const held = await upload(app, space, file(people(1, 20)), '&intent=apply');
  expect(held).toMatchObject({
    state: 'held',
    leaversByDepartment: [{ department: 'Legal', leaving: 20, of: 20 }],
    headline: 'people.csv would deactivate 20 of 40 people (limit 3). Nobody has changed.',
  });
  expect((await peopleOf(space, held.id, 'outcome=leaver&department=Legal&limit=3')).items).toHaveLength(3);
  const forged = await space.api('POST', `/sync-runs/${held.id}/approve`, { binding: 'x' });
  expect(forged).toMatchObject({ status: 409, body: { code: 'approval_void' } });
  // Somebody of those who would leave is deleted by hand meanwhile: the set of leavers is another.
  const gone = (await space.api('GET', '/users?q=E40')).body.items[0];
  await space.api('DELETE', `/users/${gone.id}`);
  const again = await approve(app, space, held);
  expect(again).toMatchObject({ state: 'held', reason: 'approval_void', approvedBy: null });
  expect(again.binding).not.toBe(held.binding);
  expect((await space.api('GET', '/seats')).body.deactivated).toBe(0);
  expect(await approve(app, space, again)).toMatchObject({ state: 'applied' });
  expect((await space.api('GET', '/seats')).body.deactivated).toBe(19);
  expect(await app.verify()).toEqual([]);
});

test('a rehearsal over the limits says that it would be held, and by how much', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 60 });
  await approve(app, space, await upload(app, space, file(people(1, 40))));
  const over = await upload(app, space, file(people(1, 20)));
  expect(over).toMatchObject({
    state: 'rehearsed',
    reason: 'guards',
    guards: [
      { guard: 'leavers', limit: 3, of: 40, sentence: '20 people would leave; the limit is 3.' },
      { guard: 'shrinking', found: 20, limit: 32 },
    ],
    headline: 'people.csv, if applied: 20 leave. It would be held. Nobody has changed.',
  });
  expect((await upload(app, space, file(people(1, 38)))).headline).toBe(
    'people.csv, if applied: 2 leave. Nobody has changed.',
  );
});

test('the API says which runs a person has to decide about, and the source says the same', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await approve(app, space, await upload(app, space, file(people(1, 5))));
  const read = async () => {
    const runs = (await space.api('GET', '/sync-runs?needsDecision=true')).body.items as { id: string }[];
    const [source] = (await space.api('GET', '/sync-sources')).body.items;
    return { runs: runs.map(({ id }) => id), source: source.waitingRun?.id ?? null };
  };
  const same = await upload(app, space, file(people(1, 5)));
  expect(same).toMatchObject({ state: 'rehearsed', needsDecision: false });
  expect(await read()).toEqual({ runs: [], source: null });
  const more = await upload(app, space, file(people(1, 6)));
  expect(more).toMatchObject({ state: 'rehearsed', needsDecision: true });
  expect(await read()).toEqual({ runs: [more.id], source: more.id });
});

test('discarded, cancelled and superseded runs change nobody', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const first = await upload(app, space, file(people(1, 5)));
  const second = await upload(app, space, file(people(1, 6)));
  expect((await space.api('GET', `/sync-runs/${first.id}`)).body.state).toBe('superseded');
  const discarded = await space.api('POST', `/sync-runs/${second.id}/discard`);
  expect(discarded.body).toMatchObject({ state: 'discarded', settledBy: 'Tests' });
  const queued = (await space.api('POST', '/sync-runs?intent=apply', file(people(1, 5)), csv)).body;
  expect((await space.api('POST', `/sync-runs/${queued.id}/cancel`)).body.state).toBe('cancelled');
  await runSync(app.platform, space.id, queued.id);
  expect((await space.api('GET', `/sync-runs/${queued.id}`)).body.state).toBe('cancelled');
  for (const verb of ['approve', 'discard', 'cancel', 'undo']) {
    const refused = await space.api('POST', `/sync-runs/${queued.id}/${verb}`, { binding: 'x' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  }
  expect((await space.api('GET', '/seats')).body.invited).toBe(1);
});

test('one key, one run; a body that is no file is refused; a Member sees nothing', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const send = (key: string, query = '') =>
    space.api('POST', `/sync-runs?fileName=a.csv${query}`, file(people(1, 3)), {
      ...csv,
      'idempotency-key': key,
    });
  const first = await send('one');
  expect((await send('one')).body.id).toBe(first.body.id);
  expect((await send('one', '&mode=changes')).body.code).toBe('idempotency_key_reused');
  expect((await send('two')).body.id).not.toBe(first.body.id);
  const json = await space.api('POST', '/sync-runs', { people: [] });
  expect(json).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  expect((await space.api('POST', `/sync-runs?source=${first.body.id}`, 'x', csv)).status).toBe(404);
  const member = await join(app, space, { email: 'member@acme.test' });
  const url = `/api/v1/spaces/${space.slug}/sync-runs`;
  for (const path of [
    '',
    `/${first.body.id}`,
    `/${first.body.id}/people`,
    `/${first.body.id}/report`,
    `/${first.body.id}/file`,
  ]) {
    expect((await member.call('GET', `${url}${path}`)).status).toBe(403);
  }
  const other = await createTestSpace(app, { name: 'Other' });
  for (const path of ['', '/people', '/report', '/file'])
    expect((await other.api('GET', `/sync-runs/${first.body.id}${path}`)).status).toBe(404);
});

test('a template, and a file larger than any JSON body, streamed', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const template = await space.api('GET', '/sync-template.csv');
  expect(await upload(app, space, String(template.body))).toMatchObject({ counts: { joiner: 2, error: 0 } });
  const big = file(Array.from({ length: 30_000 }, (_, i) => person(i + 1, 'A department with a long name')));
  expect(big.length).toBeGreaterThan(1024 * 1024);
  const run = await upload(app, space, big);
  expect(run).toMatchObject({ state: 'rehearsed', rows: 30_000, file: { bytes: big.length } });
});

test('an upload of yesterday’s file is refused and says what to do; the last one again is planned', async () => {
  const clock = new TestClock(new Date('2026-05-05T09:00:00Z'));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const send = (rows: string[], fileTime: string) =>
    upload(app, space, file(rows), `&intent=apply&fileTime=${encodeURIComponent(fileTime)}`);
  const first = await approve(app, space, await send(people(1, 5), '2026-05-05T08:00:00.000Z'));
  expect(first).toMatchObject({ state: 'applied', file: { time: '2026-05-05T08:00:00.000Z' } });
  const yesterdays = await send(people(1, 4), '2026-05-04T08:00:00+01:00');
  expect(yesterdays).toMatchObject({ state: 'refused', reason: 'older_file' });
  expect(yesterdays.headline).toMatch(/4 May 2026 at 08:00.* Export the data again .* Nobody has changed\.$/);
  const again = await send(people(1, 5), '2026-05-04T08:00:00Z');
  expect(again).toMatchObject({ state: 'applied', counts: { unchanged: 5 } });
  // A laptop whose clock is ahead does not have the files of the others refused.
  expect(await send(people(1, 6), '2027-01-01T00:00:00Z')).toMatchObject({ state: 'applied' });
  clock.advance(3600_000);
  expect(await send(people(1, 7), '2026-05-05T10:00:00Z')).toMatchObject({ state: 'applied' });
  const { status, body } = await space.api('POST', '/sync-runs?fileTime=yesterday', file(people(1, 7)), csv);
  expect([status, body.code]).toEqual([400, 'invalid_request']);
});

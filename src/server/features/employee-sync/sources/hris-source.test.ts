import { expect, test } from 'vitest';
import {
  serveBamboo,
  serveHibob,
  servePeople,
  type TestPerson,
} from '../../../../../tests/support/hris-servers.ts';
import { countJobs, fetchAgain, fetchNow, runCheckNow } from '../../../../../tests/support/sync.ts';
import {
  createTestApp,
  createTestSpace,
  type TestApp,
  type TestSpace,
} from '../../../../../tests/support/test-app.ts';

const people = (from: number, to: number): TestPerson[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ id: from + i }));

async function start(vendors: { bamboohr?: string; hibob?: string } = {}) {
  const pauses: number[] = [];
  const app = await createTestApp({
    env: { ALLOW_PRIVATE_HOSTS: '1' },
    sources: {
      vendors: { bamboohr: '', hibob: '', ...vendors },
      pause: (milliseconds) => {
        pauses.push(milliseconds);
        return Promise.resolve();
      },
    },
  });
  return { app, space: await createTestSpace(app, { seats: 500 }), pauses };
}

async function setUp(space: TestSpace, source: object): Promise<string> {
  const { status, body } = await space.api('POST', '/sync-sources', { kind: 'hris', name: 'HR', ...source });
  expect({ status, body }).toMatchObject({ status: 201 });
  return String(body.id);
}
const apply = (app: TestApp, space: TestSpace, id: string) => fetchNow(app, space, id, { approve: 'first' });
const bamboo = { settings: { vendor: 'bamboohr', company: 'acme' }, secrets: { apiKey: 'bamboo-key' } };

test('BambooHR: previewed, set up, read page by page, followed', async () => {
  const staff = people(1, 250);
  const server = await serveBamboo(staff, { apiKey: 'bamboo-key' });
  const { app, space } = await start({ bamboohr: server.base });
  const check = await runCheckNow(app, space, { kind: 'hris', ...bamboo });
  expect(check).toMatchObject({
    state: 'done',
    result: {
      file: 'BambooHR',
      problem: null,
      rows: { length: 10 },
      people: { count: 250, all: true, total: 250 },
    },
  });
  expect(check.result.headers).toContain('workEmail');
  expect(check.result.rows[0]).toMatchObject({
    employeeId: '1',
    email: 'p1@acme.test',
    status: 'active',
    jobTitle: 'Clerk',
    startDate: '2020-01-31',
    error: null,
  });
  const id = await setUp(space, bamboo);
  server.asked.length = 0;
  expect(await apply(app, space, id)).toMatchObject({ state: 'applied', rows: 250, complete: true });
  expect(server.asked.map(({ url }) => url.searchParams.get('page[after]'))).toEqual([null, '100', '200']);
  staff[4] = { id: 5, left: true };
  staff.pop();
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'applied',
    counts: { leaver: 2, unchanged: 248 },
  });
  expect(await app.verify()).toEqual([]);
});

test('BambooHR: a restricted required field holds the run; another does not', async () => {
  const staff = people(1, 20);
  const options = { apiKey: 'bamboo-key', restricted: ['location'] };
  const server = await serveBamboo(staff, options);
  const { app, space } = await start({ bamboohr: server.base });
  const id = await setUp(space, bamboo);
  expect(await apply(app, space, id)).toMatchObject({ state: 'applied', complete: true });
  options.restricted = ['workEmail'];
  const held = await fetchNow(app, space, id);
  expect(held).toMatchObject({
    state: 'held',
    complete: false,
    incompleteReason: expect.stringContaining('workEmail'),
  });
  expect(held.guards.map(({ sentence }) => sentence)).toContain(held.incompleteReason);
  expect((await space.api('GET', `/sync-sources/${id}`)).body.people).toBe(20);
});

test('a busy HRIS is asked again after the pause it wants; for long ones, the run waits', async () => {
  const server = await serveBamboo(people(1, 250), { apiKey: 'bamboo-key' });
  const { app, space, pauses } = await start({ bamboohr: server.base });
  const id = await setUp(space, bamboo);
  server.fault = (_asked, n) =>
    n === 2
      ? { status: 429, headers: { 'retry-after': '7' } }
      : n === 3
        ? { status: 503, headers: { 'retry-after': '2' } }
        : undefined;
  expect(await apply(app, space, id)).toMatchObject({ state: 'applied', rows: 250, attempts: 1 });
  expect(pauses).toEqual([7000, 2000]);
  server.fault = () => ({ status: 429, headers: { 'retry-after': '3600' } });
  const waiting = await fetchNow(app, space, id);
  expect(waiting).toMatchObject({ state: 'receiving', reason: 'rate_limited', attempts: 1 });
  expect(waiting.tryAgainAt?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  server.fault = undefined;
  expect(await fetchAgain(app, space, waiting.id)).toMatchObject({ state: 'applied', attempts: 2 });
});

test('a page that fails half way: by the server, tried again; refused, held; and nobody leaves', async () => {
  const server = await serveBamboo(people(1, 250), { apiKey: 'bamboo-key' });
  const { app, space } = await start({ bamboohr: server.base });
  const id = await setUp(space, bamboo);
  await apply(app, space, id);
  server.fault = ({ url }) => (url.searchParams.get('page[after]') === '200' ? { status: 500 } : undefined);
  let run = await fetchNow(app, space, id);
  expect(run).toMatchObject({ state: 'receiving', reason: 'server_error' });
  for (let attempt = 2; attempt <= 7; attempt += 1) run = await fetchAgain(app, space, run.id);
  expect(run).toMatchObject({ state: 'failed', reason: 'server_error' });
  server.fault = ({ url }) => (url.searchParams.get('page[after]') === '200' ? { status: 403 } : undefined);
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'held', complete: false, rows: 200 });
  expect((await space.api('GET', `/sync-sources/${id}`)).body.people).toBe(250);
});

test('next links that lead elsewhere or round are not followed', async () => {
  const other = await serveBamboo(people(1, 5), { apiKey: 'bamboo-key' });
  const server = await serveBamboo(people(1, 5), { apiKey: 'bamboo-key' });
  const { app, space } = await start({ bamboohr: server.base });
  const id = await setUp(space, bamboo);
  for (const next of [`${other.base}/api/v1/employees`, '?round=1']) {
    const data = people(1, 5).map(({ id: n }) => ({
      employeeId: String(n),
      workEmail: `p${n}@acme.test`,
      firstName: 'F',
      lastName: 'L',
    }));
    server.fault = () => ({ body: { data, _links: { next: { href: next } } } });
    const run = await fetchNow(app, space, id);
    expect(run.complete).toBe(false);
    expect(run.guards.map(({ guard }) => guard)).toContain('incomplete');
  }
  expect(other.asked).toEqual([]);
});

test.each([
  ['a wrong key', { status: 401 }, 'sign_in_failed'],
  ['no right to list', { status: 403 }, 'sign_in_failed'],
  ['no such company', { status: 404 }, 'answer_unreadable'],
  [
    'a web page',
    { headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' },
    'answer_unreadable',
  ],
  ['a list of nothing known', { body: { people: [] } }, 'answer_unreadable'],
])('%s is not tried again', async (_, answer, reason) => {
  const server = await serveBamboo([], { apiKey: 'bamboo-key' });
  const { app, space } = await start({ bamboohr: server.base });
  const id = await setUp(space, bamboo);
  server.fault = () => answer;
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'failed', reason, attempts: 1 });
  expect(server.asked).toHaveLength(1);
  expect(await countJobs(app, 'fetch_source')).toBe(1);
});

test('an answer with nobody in it is refused, and nobody leaves', async () => {
  const staff = people(1, 5);
  const server = await serveBamboo(staff, { apiKey: 'bamboo-key' });
  const { app, space } = await start({ bamboohr: server.base });
  const id = await setUp(space, bamboo);
  await apply(app, space, id);
  staff.length = 0;
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'refused', reason: 'header_alone' });
  expect((await space.api('GET', `/sync-sources/${id}`)).body).toMatchObject({ people: 5, failures: 1 });
});

test('HiBob: everyone in one answer, those who left too, lists in words; a hidden required field holds', async () => {
  const staff = people(1, 30);
  const options = { user: 'SERVICE-1', token: 'bob-token', hidden: [] as string[] };
  const server = await serveHibob(staff, options);
  const { app, space } = await start({ hibob: server.base });
  const id = await setUp(space, {
    settings: { vendor: 'hibob', serviceUser: 'SERVICE-1' },
    secrets: { token: 'bob-token' },
  });
  expect(await apply(app, space, id)).toMatchObject({ state: 'applied', rows: 30, complete: true });
  expect(server.asked[0]?.body).toMatchObject({ showInactive: true });
  const { body } = await space.api('GET', '/users?q=p7@acme.test');
  expect(body.items[0]).toMatchObject({
    employeeId: '7',
    department: 'Sales',
    location: 'London',
    source: 'hris',
  });
  staff[6] = { id: 7, left: true };
  expect(await fetchNow(app, space, id)).toMatchObject({ state: 'applied', counts: { leaver: 1 } });
  options.hidden = ['root.email'];
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'held',
    incompleteReason: 'HiBob does not show the field root.email to this service user.',
  });
});

const json = (base: string, settings: object) => ({
  settings: { vendor: 'json', url: `${base}/people`, items: 'result.items', ...settings },
  mapping: {
    employee_id: 'staff.no',
    email: 'staff.mail',
    first_name: 'name.first',
    last_name: 'name.last',
    status: 'active',
  },
  secrets: { headers: { 'X-Api-Key': 'json-key' } },
});

const answersOf = (staff: { id: number }[]) =>
  staff.map(({ id: n }) => ({
    staff: { no: `E${n}`, mail: `p${n}@acme.test` },
    name: { first: 'First', last: 'Last' },
    active: true,
  }));

test.each([
  ['a next link', { paging: { kind: 'link', path: 'next' } }],
  ['a Link header', { paging: { kind: 'link', path: null } }],
  ['page numbers', { paging: { kind: 'page', parameter: 'page' } }],
  ['full pages', { paging: { kind: 'page', parameter: 'page', size: 10 } }],
  ['a cursor', { paging: { kind: 'cursor', parameter: 'cursor', path: 'cursor' } }],
])('JSON over HTTP by %s', async (_, settings) => {
  const staff = people(1, 25);
  const server = await servePeople(staff, 10);
  const { app, space } = await start();
  const id = await setUp(space, json(server.base, { total: 'total', ...settings }));
  expect(await apply(app, space, id)).toMatchObject({ state: 'applied', rows: 25, complete: true });
  staff[2] = { id: 3, left: true };
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'applied',
    counts: { leaver: 1, unchanged: 24 },
  });
});

test('JSON over HTTP: a server that gives fewer than a full page is asked for the next all the same', async () => {
  const staff = people(1, 105);
  const server = await servePeople(staff, 100);
  const { app, space } = await start();
  const paging = { kind: 'page', parameter: 'page', size: 500 };
  const id = await setUp(space, json(server.base, { paging }));
  expect(await apply(app, space, id)).toMatchObject({ state: 'applied', rows: 105, complete: true });
  const pageOf = (page: number) => answersOf(staff.slice((page - 1) * 100, page * 100));
  const beyond: ((page: number) => { status?: number; body: unknown })[] = [
    () => ({ status: 404, body: { error: 'no such page' } }),
    () => ({ status: 400, body: { error: 'page is larger than the number of pages' } }),
    () => ({ body: { result: { items: pageOf(2) } } }),
  ];
  for (const end of beyond) {
    server.fault = ({ url }) => {
      const page = Number(url.searchParams.get('page'));
      return page > 2 ? end(page) : { body: { result: { items: pageOf(page) } } };
    };
    expect(await fetchNow(app, space, id)).toMatchObject({ state: 'applied', rows: 105, complete: true });
  }
});

test('JSON over HTTP: without paging the total tells that not everyone was seen, and a page for ever is noticed', async () => {
  const server = await servePeople(people(1, 25), 10);
  const { app, space } = await start();
  const id = await setUp(space, json(server.base, { total: 'total' }));
  expect(await fetchNow(app, space, id)).toMatchObject({
    complete: false,
    rows: 10,
    incompleteReason: expect.stringContaining('25 people and showed 10'),
  });
  await space.api('DELETE', `/sync-sources/${id}`);
  const other = await setUp(space, json(server.base, { paging: { kind: 'page', parameter: 'seite' } }));
  expect(await fetchNow(app, space, other)).toMatchObject({ complete: false, rows: 10 });
});

test.each([
  ['a cursor', { paging: { kind: 'cursor', parameter: 'cursor', path: 'more' } }],
  ['a link', { paging: { kind: 'link', path: 'more' } }],
])('JSON over HTTP: %s that cannot be followed is not the end of the list', async (_, settings) => {
  const server = await servePeople(people(1, 25), 100);
  const { app, space } = await start();
  const id = await setUp(space, json(server.base, settings));
  expect(await apply(app, space, id)).toMatchObject({ state: 'applied', rows: 25, complete: true });
  server.fault = () => ({
    body: { result: { items: answersOf(people(1, 24)) }, more: { href: '/page/2' } },
  });
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'held',
    counts: { leaver: 1 },
    incompleteReason: expect.stringContaining('a next page in a way that cannot be followed'),
  });
});

test('JSON over HTTP: what is no JSON, no list or nobody is said, and entries that are no people hold the run', async () => {
  const server = await servePeople(people(1, 20), 100);
  const { app, space } = await start();
  const id = await setUp(space, json(server.base, {}));
  await apply(app, space, id);
  const answers: [body: unknown, run: object][] = [
    ['{"result": {"items": [', { state: 'failed', problem: expect.stringContaining('is not JSON') }],
    [
      { result: { all: [] } },
      { state: 'failed', problem: expect.stringContaining('no list at "result.items"') },
    ],
    [{ result: { items: [] } }, { state: 'refused', problem: 'There is nobody in it.' }],
    [
      { result: { items: ['p1', null, {}] } },
      { state: 'failed', problem: expect.stringContaining('3 of 3 entries of 127.0.0.1') },
    ],
  ];
  for (const [body, run] of answers) {
    server.fault = () => ({ body });
    expect(await fetchNow(app, space, id)).toMatchObject(run);
  }
  const shown = answersOf(people(1, 19));
  server.fault = () => ({ body: { result: { items: [...shown, null] } } });
  expect(await fetchNow(app, space, id)).toMatchObject({
    state: 'held',
    counts: { leaver: 1 },
    incompleteReason: expect.stringMatching(/^1 of 20 entries of 127\S+ holds nothing that is read/),
  });
  expect((await space.api('GET', `/sync-sources/${id}`)).body.people).toBe(20);
});

test('a look at an HRIS of thousands stops early, and misses nobody for that', async () => {
  const server = await serveBamboo(people(1, 6000), { apiKey: 'bamboo-key' });
  const { app, space } = await start({ bamboohr: server.base });
  const { result } = await runCheckNow(app, space, { kind: 'hris', ...bamboo });
  expect(result).toMatchObject({ problem: null, people: { all: false, total: 6000 } });
  expect(result.people.count).toBeLessThan(6000);
  expect(result.people.count).toBe(server.asked.length * 100);
});

test('JSON over HTTP: a preview shows what can be mapped', async () => {
  const server = await servePeople(people(1, 25), 10);
  const { app, space } = await start();
  const { settings, secrets } = json(server.base, {});
  const check = await runCheckNow(app, space, { kind: 'hris', settings, secrets });
  expect(check.result.headers).toEqual(['staff.no', 'staff.mail', 'name.first', 'name.last', 'active']);
  expect(check.result).toMatchObject({
    suggestedMapping: { first_name: 'name.first', last_name: 'name.last', status: 'active' },
    problem: {
      reason: 'header_missing',
      sentence: expect.stringMatching(
        /^The answer of 127\S+ has no fields "employee_id", "email", .* It has "staff.no",/,
      ),
    },
  });
});

import { expect, test } from 'vitest';
import {
  createTestApp,
  createTestSpace,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { runSync } from './run-sync.ts';
import {
  aboutToApply,
  addSource,
  file,
  imported,
  people,
  person,
  rowsOf,
  upload,
} from '../../../../tests/support/sync-runs.ts';

interface Somebody {
  id: string;
  email: string;
  status: string;
  department: string;
  keptOut: boolean;
}

/** Everybody of the space by employee id, else by e-mail. */
async function everybody(app: TestApp, space: TestSpace): Promise<Map<string, Somebody>> {
  const rows = await rowsOf(
    app,
    `select coalesce(employee_id, email) as key, id, email, status, department, kept_out_by is not null as "keptOut"
     from users where space_id = '${space.id}'`,
  );
  return new Map(rows.map(({ key, ...somebody }) => [String(key), somebody as unknown as Somebody]));
}

/** What the plans of these runs say was done to whom, by employee id and result. */
const resultsOf = async (app: TestApp, runs: string[]) =>
  (await rowsOf(
    app,
    `select employee_id as id, outcome, result from sync_plan
     where run_id in (${runs.map((run) => `'${run}'`).join(',')}) and step is not null`,
  )) as { id: string; outcome: string; result: string | null }[];

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const ids = (from: number, to: number) => numbers(from, to).map((n) => `E${String(n)}`);

type Racer = 'invite' | 'deactivate' | 'delete' | 'buy' | 'reactivate';

test('Admins at work and another source while a sync is applied: nobody oversold, nobody twice, nobody lost', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 90 });
  await imported(app, space, file(people(1, 60)));
  const second = await addSource(space, 'Second');
  await imported(app, space, file(people(301, 320)), `&source=${second}`);
  const before = await everybody(app, space);
  const idOf = (key: string) => before.get(key)?.id ?? '';

  // 15 leave, 20 change, 60 come; of the other source 4 leave and 10 come, and 11 of those who come to the first.
  const content = file([...people(1, 5), ...people(21, 40, 'Legal'), ...people(41, 60), ...people(201, 260)]);
  const one = await aboutToApply(app, space, content);
  const other = await aboutToApply(
    app,
    space,
    file([...people(250, 260), ...people(305, 330)]),
    `&source=${second}`,
  );

  // Leavers go in the order of text, so the first chunk has E10; most others are taken well before their chunk.
  const deleted = ['E9', 'E40', 'E60', 'E304', 'E59', 'E39', 'E8', 'E58'];
  const deactivated = ['E10', 'E38', 'E57', 'E303', 'E56', 'E37', 'E6', 'E55'];
  const invited = numbers(230, 249).toReversed();
  const fates: { racer: Racer; status: number; done: boolean }[] = [];
  const work: Promise<void>[] = [];
  const race = (racer: Racer, ...[method, path, body]: Parameters<TestSpace['api']>) => {
    const fate = { racer, status: 0, done: false };
    fates.push(fate);
    work.push(
      space.api(method, path, body).then(({ status }) => {
        Object.assign(fate, { status, done: true });
      }),
    );
  };
  /** What Admins do while the next chunk is applied. */
  let turn = 0;
  const between = () => {
    const i = turn;
    turn += 1;
    const [gone, out, comer] = [deleted[i], deactivated[i], invited[i]];
    if (gone !== undefined) race('delete', 'DELETE', `/users/${idOf(gone)}`);
    if (out !== undefined)
      race('deactivate', 'POST', `/users/${idOf(out)}/deactivate`, { reason: 'by hand' });
    if (comer !== undefined) {
      const users = [{ email: `hand${String(i)}@acme.test` }, { email: `p${String(comer)}@acme.test` }];
      race('invite', 'POST', '/users', { users, whenFull: 'wait' });
    }
    if (i % 5 === 2 && i < 15) race('buy', 'POST', '/seat-orders', { seats: 10 });
    // Two who have just been deactivated by hand.
    const back = i >= 4 ? ['E57', 'E303'][i - 4] : undefined;
    if (back !== undefined)
      race('reactivate', 'POST', `/users/${idOf(back)}/reactivate`, { whenFull: 'wait' });
  };
  between();
  const ends = await Promise.all([
    runSync(app.platform, space.id, one, { chunk: 3, between }),
    runSync(app.platform, space.id, other, { chunk: 3 }),
  ]);
  const amid = fates.filter(({ done }) => done);
  await Promise.all(work);
  expect(ends.map(({ state }) => state)).toEqual(['applied', 'applied']);
  for (const racer of ['invite', 'deactivate', 'delete', 'buy', 'reactivate']) {
    expect(amid.filter((fate) => fate.racer === racer && fate.status < 300).length, racer).toBeGreaterThan(0);
  }
  expect(fates.filter(({ status }) => status >= 500)).toEqual([]);
  expect(fates.filter(({ racer, status }) => status >= 300 && racer !== 'deactivate')).toEqual([]);
  expect(await app.verify()).toEqual([]);

  const after = await everybody(app, space);
  const statusOf = (key: string) => after.get(key)?.status;
  const hands = new Set([...deleted, ...deactivated]);
  const left = [...ids(6, 20), ...ids(301, 304)].filter((key) => !hands.has(key));
  expect(left.map(statusOf)).toEqual(left.map(() => 'deactivated'));
  const changed = ids(21, 40).filter((key) => !hands.has(key));
  expect(changed.map((key) => [statusOf(key), after.get(key)?.department])).toEqual(
    changed.map(() => ['invited', 'Legal']),
  );
  const came = [...ids(201, 260), ...ids(321, 330)];
  const here = new Set([...after.values()].map(({ email }) => email));
  expect(came.map((key) => key.replace('E', 'p') + '@acme.test').filter((email) => !here.has(email))).toEqual(
    [],
  );
  expect(deleted.filter((key) => after.has(key))).toEqual([]);
  const stayOut = deactivated.filter((key) => !['E57', 'E303'].includes(key));
  expect(stayOut.map(statusOf)).toEqual(stayOut.map(() => 'deactivated'));
  // Kept out before their turn, they are not touched any more.
  expect(['E38', 'E37'].map((key) => after.get(key)?.department)).toEqual(['Sales', 'Sales']);
  // Every row of both plans was settled, and passed over only where another had been there first.
  const results = await resultsOf(app, [one, other]);
  expect(results.filter(({ result }) => result === null)).toEqual([]);
  const passed = results.filter(({ result }) => result === 'skipped').map(({ id }) => id);
  const others = new Set([...hands, ...ids(250, 260), ...invited.map((n) => `E${String(n)}`)]);
  expect(passed.filter((id) => !others.has(id))).toEqual([]);
  // Of those whom both sources bring, each came by one of them.
  expect(passed.filter((id) => ids(250, 260).includes(id)).toSorted()).toEqual(ids(250, 260));
  expect(passed).toEqual(expect.arrayContaining(['E40', 'E249']));
  const { body: seats } = await space.api('GET', '/seats');
  expect(Math.min(seats.available, seats.waiting)).toBe(0);
  const mails = await rowsOf(
    app,
    `select user_id, data ->> 'generation' from mails where kind = 'invitation' group by 1, 2 having count(*) > 1`,
  );
  expect(mails).toEqual([]);

  // Whoever an Admin deactivated or deleted meanwhile stays out when the feeds list them again.
  await imported(app, space, file([...people(1, 60), ...people(201, 260)]));
  await imported(app, space, file(people(301, 330)), `&source=${second}`);
  const again = await everybody(app, space);
  expect(deleted.filter((key) => again.has(key) || again.has(key.replace('E', 'p') + '@acme.test'))).toEqual(
    [],
  );
  const kept = stayOut.filter((key) => again.get(key)?.keptOut);
  expect(kept.filter((key) => again.get(key)?.status !== 'deactivated')).toEqual([]);
  expect(await app.verify()).toEqual([]);
});

test('more files planned at once than there are connections: each comes to its end', async () => {
  const app = await createTestApp({ connections: 2 });
  const spaces = await Promise.all([1, 2, 3, 4, 5, 6].map(() => createTestSpace(app, { seats: 90 })));
  const runs = await Promise.all(spaces.map((space) => upload(app, space, file(people(1, 60)))));
  expect(runs.map(({ state, counts }) => [state, counts.joiner])).toEqual(
    spaces.map(() => ['rehearsed', 60]),
  );
  expect(await app.verify()).toEqual([]);
});

test('changes that are worked on at once are applied in the order in which they came', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 60 });
  await imported(app, space, file(people(1, 5)));
  const sent: string[] = [];
  for (let n = 1; n <= 6; n += 1) {
    const rows = [person(1, `Department ${String(n)}`), person(10 + n)];
    const { body } = await space.api('POST', '/sync-runs?mode=changes&intent=apply', file(rows), {
      'content-type': 'text/csv',
    });
    sent.push(String(body.id));
  }
  const runs = await Promise.all(sent.toReversed().map((id) => runSync(app.platform, space.id, id)));
  for (const run of runs) expect(run).toMatchObject({ state: 'applied', counts: { joiner: 1, change: 1 } });
  expect((await space.api('GET', '/users?q=p1@acme.test')).body.items).toMatchObject([
    { department: 'Department 6' },
  ]);
  expect(await app.verify()).toEqual([]);
});

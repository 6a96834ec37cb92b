import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { bundle } from '../../../../script/lib/bundle.ts';
import {
  createTestApp,
  createTestSpace,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import { contentsOf } from '../../../../tests/support/space-contents.ts';
import { file, header, imported, people, readRunOf, rowsOf } from '../../../../tests/support/sync-runs.ts';

/** So few people a transaction that every step of the run takes several. */
const chunk = 5;
const rounds = process.env.USHER_LONG === undefined ? 1 : 20;

/** A process that takes runs as far as they go; bundled once, beside node_modules so that it finds them. */
async function bundled(): Promise<string> {
  const folder = mkdtempSync(join(process.cwd(), 'node_modules/.sync-child-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const outfile = join(folder, 'child.mjs');
  await bundle({ entryPoints: ['tests/support/sync-child.ts'], outfile, sourcemap: false });
  return outfile;
}

/** Starts the process; killed by itself after so many transactions, or by us so many milliseconds after it began. */
function runChild(
  child: string,
  app: TestApp,
  order: { spaceId: string; runId: string; stopAfter?: number },
  kill?: { after: 'begun' | 'step'; ms: number },
): Promise<{ signal: string | null; said: string }> {
  const database = new URL(app.superUrl).pathname.slice(1);
  const server = inject('server');
  const url = (kind: 'appUrl' | 'jobsUrl') =>
    server[kind].replace('%7Bdatabase%7D', database).replace('{database}', database);
  const whole = {
    ...order,
    chunk,
    appUrl: url('appUrl'),
    jobsUrl: url('jobsUrl'),
    secretKey: 'a secret key that only the tests have, of 32 and more',
  };
  const process_ = spawn(process.execPath, [child], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, SYNC_CHILD: JSON.stringify(whole) },
  });
  return new Promise((resolve) => {
    let said = '';
    process_.stdout.on('data', (piece: Buffer) => {
      const before = said;
      said += piece.toString();
      if (kill && said.includes(kill.after) && !before.includes(kill.after))
        setTimeout(() => process_.kill('SIGKILL'), kill.ms);
    });
    process_.once('close', (_code, signal) => resolve({ signal, said }));
  });
}

const applied = /^begun\n(step\n)*applied\n$/;

const head = `${header},start_date`;
const dated = (rows: string[], startDate = '') => rows.map((row) => `${row},${startDate}`);
const row = (id: string, email: string, department = 'Sales') => `${id},${email}@acme.test,A,B,${department}`;

/** People of every kind that a run can meet, in a full space. @returns the run, queued, that meets them. */
async function prepared(app: TestApp, name: string): Promise<{ space: TestSpace; runId: string }> {
  const space = await createTestSpace(app, { name, seats: 80 });
  const present = dated(people(1, 60));
  const back = dated([row('E61', 'p61'), row('E62', 'p62'), row('Z1', 'z1'), row('Z2', 'z2')]);
  const starter = dated([row('S1', 's1')], '2199-01-01');
  await imported(app, space, file([...present, ...back, ...starter], head));
  const limits = { leaversCount: 50 };
  const source = (await space.api('GET', '/sync-sources')).body.items[0].id as string;
  expect((await space.api('PATCH', `/sync-sources/${source}`, { limits })).status).toBe(200);
  const [active] = await rowsOf(
    app,
    `select id from users where space_id = '${space.id}' and employee_id = 'E61'`,
  );
  await activateUsers(app, space, [String(active?.id)]);
  // Four leave who will come back, one of them as somebody who had signed in.
  await imported(app, space, file([...present, ...starter], head));
  await inviteUsers(space, ['hand1@acme.test', 'hand2@acme.test']);
  await inviteUsers(
    space,
    Array.from({ length: 17 }, (_, i) => `full${String(i)}@acme.test`),
  );
  await inviteUsers(
    space,
    ['wait1@acme.test', 'wait2@acme.test', 'wait3@acme.test', 'wait4@acme.test'],
    'wait',
  );
  const after = [
    ...dated([...people(1, 11, 'Legal'), ...people(24, 60), ...people(63, 90)]),
    ...back,
    ...dated([row('H1', 'hand1'), row('H2', 'hand2'), row('W4', 'wait4')]),
    ...dated([row('F1', 'f1'), row('F2', 'f2')], '2199-02-01'),
  ];
  const answer = await space.api('POST', '/sync-runs?intent=apply', file(after, head), {
    'content-type': 'text/csv',
  });
  return { space, runId: (answer.body as { id: string }).id };
}

/** Everything that must be the same however often the process was killed. */
async function endOf(app: TestApp, space: TestSpace, runId: string) {
  const twice = await rowsOf(
    app,
    `select to_email, kind from mails where space_id = '${space.id}'
     group by to_email, kind, data ->> 'generation' having count(*) > 1`,
  );
  const results = await rowsOf(
    app,
    `select outcome, result, count(*)::int as people from sync_plan
     where space_id = '${space.id}' and run_id = '${runId}' and step is not null group by 1, 2 order by 1, 2`,
  );
  const { state, counts, progress } = await readRunOf(space, runId);
  const { body } = await space.api('GET', '/seats');
  return {
    ...{ twice, state, counts, progress, seats: body as unknown },
    results: results.map((one) => Object.values(one).join(' ')),
    ...(await contentsOf(app, space)),
  };
}

/** The run of a space that nobody disturbs. */
async function calmEnd(app: TestApp, child: string) {
  const { space, runId } = await prepared(app, 'Undisturbed');
  const whole = await runChild(child, app, { spaceId: space.id, runId });
  expect(whole).toEqual({ signal: null, said: expect.stringMatching(applied) });
  const end = await endOf(app, space, runId);
  expect(end).toMatchObject({
    state: 'applied',
    twice: [],
    seats: { available: 0 },
    // Those who waited before have four of the twelve seats that leavers give back.
    results: [
      'change changed 11',
      'joiner invited 6',
      'joiner waiting 24',
      'leaver deactivated 13',
      'link linked 3',
      'returner active 1',
      'returner invited 1',
      'returner waiting 2',
    ],
  });
  return end;
}

/**
 * Kills the process a moment after it begins, a longer one where it got no further than the one before; once people
 * are applied, a moment after a part of them. @returns how many were killed when a part was applied.
 */
async function killOnAndOn(
  app: TestApp,
  child: string,
  { space, runId, first }: { space: TestSpace; runId: string; first: number },
): Promise<number> {
  let amid = 0;
  for (let ms = first, before = ''; ;) {
    const applying = before === 'applying';
    const kill = applying
      ? { after: 'step' as const, ms: (first + 17 * amid) % 60 }
      : { after: 'begun' as const, ms };
    const { signal } = await runChild(child, app, { spaceId: space.id, runId }, kill);
    if (signal === null) return amid;
    const { state, progress } = await readRunOf(space, runId);
    if (progress.stepsDone > 0) amid += 1;
    if (state === before) ms *= 1.5;
    before = state;
  }
}

test('killed at every step of apply, the resumed run ends as one undisturbed', async () => {
  const app = await createTestApp();
  const child = await bundled();
  const expected = await calmEnd(app, child);
  const { space, runId } = await prepared(app, 'Killed');
  let kills = 0;
  for (;;) {
    const { signal, said } = await runChild(child, app, { spaceId: space.id, runId, stopAfter: 1 });
    if (signal === null) {
      expect(said).toMatch(applied);
      break;
    }
    kills += 1;
  }
  // After the plan; then three times among the leavers, thrice among the changes, seven times among who comes.
  expect(kills).toBe(1 + 3 + 3 + 7);
  expect(await endOf(app, space, runId)).toEqual(expected);
  expect(await app.verify()).toEqual([]);
}, 240_000);

test('killed in the middle of whatever it does, it ends as undisturbed', async () => {
  const app = await createTestApp();
  const child = await bundled();
  const expected = await calmEnd(app, child);
  for (let round = 0; round < rounds; round += 1) {
    const { space, runId } = await prepared(app, `Killed ${String(round)}`);
    const amid = await killOnAndOn(app, child, { space, runId, first: 25 + round });
    expect(amid).toBeGreaterThan(1);
    expect(await endOf(app, space, runId)).toEqual(expected);
  }
  expect(await app.verify()).toEqual([]);
}, 600_000);

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
import {
  file,
  imported,
  people,
  person,
  readRunOf,
  rowsOf,
  statesOf,
} from '../../../../tests/support/sync-runs.ts';

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
  killAfter?: number,
): Promise<{ signal: string | null; said: string }> {
  const database = new URL(app.superUrl).pathname.slice(1);
  const server = inject('server');
  const url = (kind: 'appUrl' | 'jobsUrl') =>
    server[kind].replace('%7Bdatabase%7D', database).replace('{database}', database);
  const whole = {
    ...order,
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
      if (said === '' && killAfter !== undefined) setTimeout(() => process_.kill('SIGKILL'), killAfter);
      said += piece.toString();
    });
    process_.once('close', (_code, signal) => resolve({ signal, said }));
  });
}

const before = people(1, 60);
const after = file([person(1, 'Legal'), ...people(4, 60), ...people(61, 90)]);

async function queued(space: TestSpace): Promise<string> {
  const answer = await space.api('POST', '/sync-runs?intent=apply', after, { 'content-type': 'text/csv' });
  return (answer.body as { id: string }).id;
}

/** Everything that must be the same however often the process was killed. */
async function endOf(app: TestApp, space: TestSpace, runId: string) {
  const twice = await rowsOf(
    app,
    `select to_email, kind from mails where space_id = '${space.id}' group by to_email, kind having count(*) > 1`,
  );
  const mails = await rowsOf(
    app,
    `select to_email from mails where space_id = '${space.id}' order by to_email`,
  );
  const { body } = await space.api('GET', '/seats');
  const { state, counts, progress } = await readRunOf(space, runId);
  return { twice, mails, seats: body as unknown, states: await statesOf(space), state, counts, progress };
}

test('killed at every step of apply, the resumed run ends as one undisturbed', async () => {
  const app = await createTestApp();
  const child = await bundled();
  const undisturbed = await createTestSpace(app, { name: 'Undisturbed', seats: 80 });
  await imported(app, undisturbed, file(before));
  const calm = await queued(undisturbed);
  const whole = await runChild(child, app, { spaceId: undisturbed.id, runId: calm });
  expect(whole).toEqual({ signal: null, said: 'begun\napplied\n' });
  const expected = await endOf(app, undisturbed, calm);
  expect(expected).toMatchObject({ state: 'applied', twice: [], seats: { available: 0, waiting: 9 } });

  const space = await createTestSpace(app, { name: 'Killed', seats: 80 });
  await imported(app, space, file(before));
  const runId = await queued(space);
  let kills = 0;
  for (;;) {
    const { signal, said } = await runChild(child, app, { spaceId: space.id, runId, stopAfter: 1 });
    if (signal === null) {
      expect(said).toBe('begun\napplied\n');
      break;
    }
    kills += 1;
  }
  // After the plan, the leavers, the change, who comes.
  expect(kills).toBe(4);
  expect(await endOf(app, space, runId)).toEqual(expected);
  expect(await app.verify()).toEqual([]);
}, 120_000);

test('killed in the middle of whatever it does, it ends as undisturbed', async () => {
  const app = await createTestApp();
  const child = await bundled();
  const undisturbed = await createTestSpace(app, { name: 'Undisturbed', seats: 80 });
  await imported(app, undisturbed, file(before));
  const calm = await queued(undisturbed);
  await runChild(child, app, { spaceId: undisturbed.id, runId: calm });
  const expected = await endOf(app, undisturbed, calm);
  for (let round = 0; round < rounds; round += 1) {
    const space = await createTestSpace(app, { name: `Killed ${String(round)}`, seats: 80 });
    await imported(app, space, file(before));
    const runId = await queued(space);
    for (let delay = 40 + round; ; delay = delay * 2 + 5) {
      const { signal } = await runChild(child, app, { spaceId: space.id, runId }, delay);
      if (signal === null) break;
    }
    expect(await endOf(app, space, runId)).toEqual(expected);
  }
  expect(await app.verify()).toEqual([]);
}, 600_000);

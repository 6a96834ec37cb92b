import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { atMost, inTurn, median, timed, type Row } from './measure.ts';
import { inSpace } from './space-session.ts';
import type { SyncMeasured, SyncOrder } from './sync-child.ts';
import type { BenchSpace, Usher } from './usher.ts';

const departments = ['Sales', 'Finance', 'Engineering', 'Support', 'People', 'Legal', 'Operations'];

/**
 * Syncs a file of n people of whom one in a hundred has changed, one in a thousand left and one in a
 * thousand is new, against COPY of the same file into an unlogged table and one full join.
 * @returns a row for the time, and the peak memory in megabytes of the process that synced.
 */
export async function fullSync(
  usher: Usher,
  size: number,
  rounds: number,
): Promise<{ row: Row; peak: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'usher-bench-sync-'));
  const space = await usher.makeSpace();
  const client = await usher.connect();
  const owner = await usher.connectOwner();
  const file = join(folder, 'people.csv');
  const peaks: number[] = [];
  let round = 0;
  const ours = async () => {
    const { ms, state, peakMegabytes } = await sync({ ...usher, spaceId: space.id, file });
    if (state !== 'applied') throw new Error(`the sync ended ${state}`);
    peaks.push(peakMegabytes);
    return ms;
  };
  try {
    await fill(usher, space, client, folder, size);
    await owner.query('vacuum analyze users');
    await owner.query(`create unlogged table if not exists bench_staged (
      employee_id text, email text, first_name text, last_name text, department text)`);
    await owner.query('grant select, insert, truncate on bench_staged to usher_app');
    const figures = await inTurn(
      rounds,
      async () => {
        await writeFile(file, size, (round += 1));
        return ours();
      },
      () => timed(() => copyAndJoin(client, space, file)),
    );
    return {
      row: atMost({ work: 'full sync, 1 % changed', size: String(size) }, figures, 2.5),
      peak: median(peaks),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Peak memory at the largest size beside that at the smallest. */
export function memoryRow(peaks: { size: number; peak: number }[]): Row {
  const [first, last] = [peaks[0], peaks.at(-1)];
  const [ours, baseline] = [last?.peak ?? NaN, first?.peak ?? NaN];
  return {
    work: 'peak memory of a full sync',
    size: `${String(last?.size)} beside ${String(first?.size)}`,
    ours,
    baseline,
    unit: 'MB',
    ratio: ours / baseline,
    reach: '≤ 50 MB more',
    holds: ours - baseline <= 50,
  };
}

const run = promisify(execFile);

async function sync({ appUrl, jobsUrl, spaceId, file }: SyncOrder): Promise<SyncMeasured> {
  const order: SyncOrder = { appUrl, jobsUrl, spaceId, file };
  const child = join(import.meta.dirname, 'sync-child.js');
  const { stdout } = await run(process.execPath, [...process.execArgv, child, JSON.stringify(order)]);
  return JSON.parse(stdout) as SyncMeasured;
}

/** The file of a round: with each, another one in a hundred has moved, others have left, and some are new. */
async function writeFile(path: string, size: number, round: number): Promise<void> {
  function* lines() {
    yield 'employee_id,email,first_name,last_name,department\n';
    let text = '';
    const newcomers = Math.ceil(size / 1000) * round;
    for (let i = 0; i < size + newcomers; i += 1) {
      const left = i % 1000 >= 500 && i % 1000 < 500 + round;
      if (left) continue;
      const department = departments[(i + (i % 100 < round ? 1 : 0)) % departments.length] ?? '';
      text += `B-${String(i)},person${String(i)}@bench.test,First${String(i % 5000)},Last${String(i % 7000)},${department}\n`;
      if (text.length > 65_536) {
        yield text;
        text = '';
      }
    }
    yield text;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

/** Makes the source by a first sync of one person, then everybody by SQL in sets. */
async function fill(
  usher: Usher,
  space: BenchSpace,
  client: pg.Client,
  folder: string,
  size: number,
): Promise<void> {
  const first = join(folder, 'first.csv');
  await writeFile(first, 1, 0);
  await sync({ ...usher, spaceId: space.id, file: first });
  for (let from = 1; from < size; from += 50_000) {
    await inSpace(client, space.id, () =>
      client.query(people, [space.id, from, Math.min(size, from + 50_000) - 1, departments]),
    );
  }
  await inSpace(client, space.id, () =>
    client.query(
      `update seat_pools p set active = c.active, taken = p.invited + c.active, total = p.total + 100000
       from (select count(*) filter (where status = 'active') as active from users where space_id = $1) c
       where p.space_id = $1`,
      [space.id],
    ),
  );
}

const people = `
  insert into users (space_id, id, email, email_key, first_name, last_name, sort_name, employee_id, status, department,
    source, source_id, invited_at, joined_at, created_at, updated_at)
  select $1, gen_random_uuid(), 'person' || i || '@bench.test', 'person' || i || '@bench.test', 'First' || i % 5000,
    'Last' || i % 7000, 'first' || i % 5000 || ' last' || i % 7000, 'B-' || i, 'active', ($4::text[])[1 + i % 7],
    'csv', s.id, now(), now(), now(), now()
  from generate_series($2::int, $3::int) i, (select id from sync_sources where space_id = $1) s`;

async function copyAndJoin(client: pg.Client, space: BenchSpace, file: string): Promise<void> {
  await inSpace(client, space.id, async () => {
    await client.query('truncate bench_staged');
    await pipeline(
      createReadStream(file, { highWaterMark: 256 * 1024 }),
      client.query(copyFrom('copy bench_staged from stdin (format csv, header)')),
    );
    await client.query(
      `select count(*) filter (where u.id is null) as joined, count(*) filter (where s.employee_id is null) as gone,
         count(*) filter (where (s.email, s.first_name, s.last_name, s.department)
           is distinct from (u.email, u.first_name, u.last_name, u.department)) as changed
       from bench_staged s full join (select * from users where space_id = $1) u on u.employee_id = s.employee_id`,
      [space.id],
    );
  });
}

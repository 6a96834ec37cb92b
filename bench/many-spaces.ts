import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { fillSpaces } from './fill-space.ts';
import { inTurn, timed, type Row } from './measure.ts';
import { startUsher, type BenchSpace, type Usher } from './usher.ts';

const usersEach = 100;
const visited = 50;

/**
 * What a request takes among many spaces, against one space alone in a database of its own: an Admin
 * opens the page, narrows it, searches and invites somebody, in one space after the other.
 */
export async function manySpaces(usher: Usher, spaces: number, rounds: number): Promise<Row> {
  const alone = await startUsher(1);
  try {
    const [only] = await makeSpaces(alone, 1);
    const all = await makeSpaces(usher, spaces);
    const step = Math.max(1, Math.floor(all.length / visited));
    const some = all.filter((_, i) => i % step === 0).slice(0, visited);
    const among = () => timed(() => visit(usher, some));
    const baseline = () =>
      timed(() =>
        visit(
          alone,
          some.map(() => only as BenchSpace),
        ),
      );
    const figures = await inTurn(rounds, among, baseline);
    const requests = some.length * requestsAVisit;
    const [ours, one] = [figures.ours / requests, figures.baseline / requests];
    return {
      work: `a request among spaces of ${String(usersEach)} Users`,
      size: String(spaces),
      ours,
      baseline: one,
      unit: 'ms',
      ratio: ours / one,
      reach: '≤ 1.2 ×',
      holds: ours <= one * 1.2,
    };
  } finally {
    await alone.stop();
  }
}

const requestsAVisit = 4;
let invited = 0;

async function visit(usher: Usher, spaces: BenchSpace[]): Promise<void> {
  for (const space of spaces) {
    await usher.call(space, 'GET', '/users');
    await usher.call(space, 'GET', '/users?lastActivity=never');
    await usher.call(space, 'GET', '/seats?department=Sales');
    const users = [{ email: `more${String((invited += 1))}@bench.test`, firstName: 'More' }];
    await usher.call(space, 'POST', '/users', JSON.stringify({ users }));
  }
}

/** Copies of a space that was made as any other is, each filled with people. */
async function makeSpaces(usher: Usher, count: number): Promise<BenchSpace[]> {
  const first = await usher.makeSpace();
  const others = Array.from({ length: count - 1 }, () => ({ id: randomUUID(), slug: `s${randomUUID()}` }));
  const client = new pg.Client({ connectionString: usher.superUrl });
  await client.connect();
  try {
    const ids = others.map(({ id }) => id);
    const slugs = others.map(({ slug }) => slug);
    await client.query(
      'insert into spaces (id, slug, created_at) select *, now() from unnest($1::uuid[], $2::text[])',
      [ids, slugs],
    );
    for (const table of ['space_settings', 'seat_pools', 'seat_ledger', 'api_keys', 'users', 'user_words']) {
      await client.query(
        `insert into ${table}
         select (jsonb_populate_record(t, jsonb_build_object('space_id', s.id))).*
         from ${table} t cross join unnest($2::uuid[]) as s (id) where t.space_id = $1`,
        [first.id, ids],
      );
    }
    await fillSpaces(client, [first.id, ...ids], usersEach);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
  const hex = (id: string) => id.replaceAll('-', '');
  // A key names its space, and is looked up there by the hash of the rest.
  return [
    first,
    ...others.map(({ id, slug }) => ({ ...first, id, slug, key: first.key.replace(hex(first.id), hex(id)) })),
  ];
}

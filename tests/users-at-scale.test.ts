import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { recordStatements, type Statement } from '../bench/recorded.ts';
import { fillSpace, settle } from '../bench/fill-space.ts';
import { inSpace } from '../bench/space-session.ts';
import { listUsers, UserListQuery } from '../src/server/features/users/index.ts';
import { createTestApp, createTestSpace, type TestApp, type TestSpace } from './support/test-app.ts';

const size = 100_000;
let app: TestApp;
let space: TestSpace;
let client: pg.Client;
let appUrl: string;

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

/** What a statement reads, as the application runs it: its role, its space, its policies. */
async function explain({ text, values }: Statement): Promise<Node[]> {
  const { rows } = await inSpace(client, space.id, () =>
    client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (analyze, format json) ${text}`, values),
  );
  const all = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(all)];
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  return plan ? all(plan) : [];
}

/** Rows of `users` and its words that were looked at, whether they were wanted or not. */
const looked = (nodes: Node[]): number =>
  nodes
    .filter((node) => node['Relation Name'] === 'users' || node['Relation Name'] === 'user_words')
    .reduce(
      (sum, node) =>
        sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );

const scans = (nodes: Node[]): Node[] =>
  nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'users');

async function pageOf(query: Record<string, string>): Promise<Node[]> {
  const parsed = UserListQuery.parse(query);
  const statements = await recordStatements(appUrl, space.id, (tx) =>
    listUsers({ tx, spaceId: space.id, now: new Date() }, parsed),
  );
  const page = statements.find(({ text }) => text.includes('sort_key'));
  if (!page) throw new Error('the list sent no statement for its page');
  return explain(page);
}

/** A cursor in the middle of a list, as a client who walks there would be given it. */
async function cursorAt(sort: string, offset: number): Promise<string> {
  const column = sort.endsWith('name') ? 'sort_name' : 'last_activity_at';
  const way = sort.startsWith('-') ? 'desc' : 'asc';
  const { rows } = await inSpace(client, space.id, () =>
    client.query<{ key: string; id: string }>(
      `select ${column}::text as key, id from users where space_id = $1 and status <> 'deactivated'
       order by ${column} ${way} nulls last, id ${way} offset $2 limit 1`,
      [space.id, offset],
    ),
  );
  return Buffer.from(JSON.stringify([[rows[0]?.key], rows[0]?.id, sort])).toString('base64url');
}

const sorts = [
  'name',
  'email',
  'role',
  'department',
  'location',
  'status',
  'lastActivityAt',
  'joinedAt',
  'invitedAt',
];

const filters: Record<string, string>[] = [
  { lastActivity: 'never' },
  { lastActivity: 'deactivated' },
  { lastActivity: '7d' },
  { lastActivity: 'over90d' },
  { lastActivity: '30d', status: 'active', sort: '-lastActivityAt' },
  { status: 'waiting', sort: 'waitingSince' },
  { role: 'owner' },
  { role: 'admin,owner', sort: 'email' },
  { department: 'Sales' },
  { q: 'ada lovelace4' },
  { q: 'user99999@bench.test' },
  { q: 'user1@bench.test, e-500, nobody@bench.test' },
  { invitation: 'refused' },
];

test('at 100,000 Users, every order and filter reads ranges of indexes under row-level security', async () => {
  app = await createTestApp();
  space = await createTestSpace(app, { seats: 200_000 });
  appUrl = inject('server').appUrl.replace(
    /%7Bdatabase%7D|\{database\}/,
    new URL(app.ownerUrl).pathname.slice(1),
  );
  client = new pg.Client({ connectionString: appUrl });
  const owner = new pg.Client({ connectionString: app.ownerUrl });
  await Promise.all([client.connect(), owner.connect()]);
  onTestFinished(() => Promise.all([client.end(), owner.end()]).then(() => undefined));
  await fillSpace(client, { id: space.id, slug: space.slug, ownerId: space.ownerId, key: '' }, size);
  await settle(owner);

  for (const sort of sorts.flatMap((key) => [key, `-${key}`])) {
    const nodes = await pageOf({ sort });
    expect.soft(scans(nodes), `sorted by ${sort}`).toEqual([]);
    // The deactivated are passed over where they stand together.
    expect.soft(looked(nodes), `rows looked at for ${sort}`).toBeLessThan(size / 20);
  }
  for (const filter of filters) {
    const nodes = await pageOf(filter);
    expect.soft(scans(nodes), `filtered by ${JSON.stringify(filter)}`).toEqual([]);
    expect.soft(looked(nodes), `rows looked at for ${JSON.stringify(filter)}`).toBeLessThan(size / 5);
  }
  for (const sort of ['name', '-name', 'lastActivityAt', '-lastActivityAt']) {
    const deep = await pageOf({ sort, cursor: await cursorAt(sort, size / 2) });
    expect.soft(looked(deep), `deep in ${sort}`).toBeLessThan(size / 20);
  }
}, 180_000);

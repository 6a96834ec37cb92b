import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { copyIn, inSpace, readInSpace } from './index.ts';

const slugs = (slug: string) => sql<{ slug: string }>`select slug from spaces where slug = ${slug}`;

async function setUp() {
  const app = await createTestApp();
  const { id } = await createTestSpace(app);
  return { database: app.platform.database, id };
}

test('statements go out in the order they are asked for, without waiting for answers', async () => {
  const { database, id } = await setUp();
  const seen = await inSpace(database, id, (tx) =>
    Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        if (i === 0) await sql`create temporary table steps (n int) on commit drop`.execute(tx);
        else await sql`insert into steps select count(*) + 1 from steps`.execute(tx);
        return (await sql<{ n: number }>`select count(*)::int as n from steps`.execute(tx)).rows[0]?.n;
      }),
    ),
  );
  expect(seen).toHaveLength(50);
  expect(Math.max(...seen.map(Number))).toBe(49);
});

test('a statement that nobody waited for fails the whole transaction, and is told as the cause', async () => {
  const { database, id } = await setUp();
  const failing = inSpace(database, id, async (tx, atEnd) => {
    await sql`insert into spaces (id, slug, created_at) values (gen_random_uuid(), 'half-done', now())`.execute(
      tx,
    );
    atEnd(sql`select 1 / 0`.execute(tx));
    return 'done';
  });
  await expect(failing).rejects.toThrow('division by zero');
  const swallowed = inSpace(database, id, async (tx) => {
    await sql`insert into spaces (id, slug, created_at) values (gen_random_uuid(), 'half-done', now())`.execute(
      tx,
    );
    await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    return 'done';
  });
  await expect(swallowed).rejects.toThrow('rolled back');
  const { rows } = await readInSpace(database, id, (tx) => slugs('half-done').execute(tx));
  expect(rows).toEqual([]);
});

test('a transaction for reading writes nothing', async () => {
  const { database } = await setUp();
  await expect(
    readInSpace(database, '00000000-0000-7000-8000-000000000000', (tx) =>
      sql`insert into spaces (id, slug, created_at) values (gen_random_uuid(), 'read-only', now())`.execute(
        tx,
      ),
    ),
  ).rejects.toThrow('read-only');
});

test('COPY has the connection to itself between statements', async () => {
  const { database, id } = await setUp();
  async function* lines() {
    for (let i = 0; i < 3; i += 1) yield await Promise.resolve(`${String(i)}\n`);
  }
  const count = await inSpace(database, id, async (tx) => {
    const made = sql`create temporary table copied (n int) on commit drop`.execute(tx);
    await copyIn(tx, 'copy copied from stdin', lines());
    await made;
    const [first, second] = await Promise.all([
      sql<{ n: number }>`select count(*)::int as n from copied`.execute(tx),
      sql<{ n: number }>`select max(n) as n from copied`.execute(tx),
    ]);
    return [first.rows[0]?.n, second.rows[0]?.n];
  });
  expect(count).toEqual([3, 2]);
});

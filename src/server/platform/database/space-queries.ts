import { sql } from 'kysely';
import type { Database } from './database.ts';
import { withoutSpace } from './transaction.ts';

const known = new WeakMap<Database, Map<string, string>>();

/** Id of the space with this slug. Slugs never change, so what was found once is kept. */
export async function findSpaceId(database: Database, slug: string): Promise<string | undefined> {
  const cache = known.get(database) ?? new Map<string, string>();
  known.set(database, cache);
  const cached = cache.get(slug);
  if (cached) return cached;
  const { rows } = await withoutSpace(database, (tx) =>
    sql<{ id: string }>`select id from spaces where slug = ${slug}`.execute(tx),
  );
  if (rows[0]) cache.set(slug, rows[0].id);
  return rows[0]?.id;
}

/** Ids of all spaces, for work that is queued for each. */
export async function listSpaceIds(database: Database): Promise<string[]> {
  const { rows } = await withoutSpace(database, (tx) =>
    sql<{ id: string }>`select id from spaces order by id`.execute(tx),
  );
  return rows.map((row) => row.id);
}

/** Resolves where the database answers. */
export async function pingDatabase(database: Database): Promise<void> {
  await sql`select 1`.execute(database);
}

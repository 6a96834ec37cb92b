import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { CopyingClient } from './copy.ts';
import type { Tx } from './pipelined.ts';
import { PreparingClient } from './prepared.ts';
import type { DB } from './schema.gen.ts';

// Counts are far below 2^53; dates without a time stay as they are written.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** The application's pool of connections. */
export type Database = Kysely<DB>;

/**
 * Opens connections only when they are needed.
 * @param url of the application's login; `prepare`: statements that come again and again are planned
 *   once a connection, which a pooler in transaction mode would not stand.
 */
export function createDatabase(
  url: string,
  { connections = 20, prepare = false }: { connections?: number | undefined; prepare?: boolean } = {},
): { database: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    Client: prepare ? PreparingClient : CopyingClient,
    // Statements that need no answer of each other go out together: a round trip for all of them.
    pipeline: true,
    connectionString: url,
    max: connections,
    application_name: 'usher',
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 30_000,
  });
  // A connection that breaks fails its statements and is replaced by the pool, idle or in use; an
  // event that nobody listens for would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const database = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  pools.set(database, pool);
  return { database, pool };
}

const pools = new WeakMap<Database, pg.Pool>();

/** The driver's pool behind a database, for what goes over a connection of its own (COPY). */
export function poolOf(database: Database): pg.Pool {
  const pool = pools.get(database);
  if (!pool) throw new Error('a database without a pool');
  return pool;
}

/** Runs a library's own SQL on our connection. */
export async function executeRaw(
  tx: Tx,
  text: string,
  values: unknown[],
): Promise<Record<string, unknown>[]> {
  const { rows } = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values));
  return rows;
}

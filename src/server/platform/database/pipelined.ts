import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { DB } from './schema.gen.ts';

/** One connection with a transaction open and the space set. */
export type Tx = Kysely<DB>;

const known = new WeakMap<pg.PoolClient, Tx>();
const changing = new Set(['INSERT', 'UPDATE', 'DELETE']);

/**
 * Kysely over a connection that is ours for now. A statement is on its way as soon as it is asked
 * for: in that order, and without waiting for the answers of those before.
 */
export function txOn(client: pg.PoolClient): Tx {
  const made = known.get(client) ?? pipelined(client);
  known.set(client, made);
  return made;
}

function pipelined(client: pg.PoolClient): Tx {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { command, rowCount, rows } = await client.query(sql, parameters as unknown[]);
      return {
        rows: rows as R[],
        ...(changing.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }),
      };
    },
    streamQuery() {
      throw new Error('What is long is copied, not streamed.');
    },
  };
  const executor = new DefaultQueryExecutor(new PostgresQueryCompiler(), new PostgresAdapter(), {
    // Not an async function: the statement goes out within the call.
    provideConnection: (consumer) => consumer(connection),
  });
  const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('This connection is given.')) });
  return new Kysely<DB>({ config: { dialect }, dialect, driver: new DummyDriver(), executor });
}

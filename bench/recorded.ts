import pg from 'pg';
import { createDatabase, readInSpace, type Tx } from '../src/server/platform/database/index.ts';

export interface Statement {
  text: string;
  values: unknown[];
}

/** The statements that a read of ours sends, as they are sent, for a baseline to send again. */
export async function recordStatements(
  url: string,
  spaceId: string,
  read: (tx: Tx) => Promise<unknown>,
): Promise<Statement[]> {
  const { database, pool } = createDatabase(url, { connections: 1 });
  const statements: Statement[] = [];
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      const [text, values] = given;
      if (typeof text === 'string' && Array.isArray(values) && /\b(users|seat_pools)\b/.test(text)) {
        statements.push({ text, values });
      }
      return query(...given);
    }) as typeof client.query;
  });
  try {
    await readInSpace(database, spaceId, read);
  } finally {
    await pool.end();
  }
  return statements;
}

let prepared = 0;

/** Sends statements through bare pg, prepared, in one snapshot with the application's role and policies. */
export function replay(client: pg.Client, spaceId: string, statements: Statement[]): () => Promise<void> {
  const named = statements.map((statement) => ({ ...statement, name: `bench ${String((prepared += 1))}` }));
  return async () => {
    await client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE usher_app; SET LOCAL app.space_id = '${spaceId}'`,
    );
    for (const statement of named) await client.query(statement);
    await client.query('COMMIT');
  };
}

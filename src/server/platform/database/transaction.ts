import type pg from 'pg';
import { poolOf, type Database } from './database.ts';
import { txOn, type Tx } from './pipelined.ts';
import { isPoolersDoing } from './prepared.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Begin, role and space in one round trip. All are literal SET LOCAL: a pooler in transaction mode
 * can stand between, and a distributed PostgreSQL passes literal ones on to its workers.
 */
export function opening(mode: string, role: string, spaceId?: string): string {
  if (spaceId !== undefined && !uuid.test(spaceId)) throw new Error('a space id is a UUID');
  const space = spaceId === undefined ? '' : `; SET LOCAL app.space_id = '${spaceId}'`;
  return `BEGIN ${mode}; SET LOCAL ROLE ${role}${space}`;
}

/** Takes statements that were sent and whose answers nobody needs before the transaction ends. */
export type AtEnd = (sent: Promise<unknown>) => void;

type Run<T> = (tx: Tx, atEnd: AtEnd) => Promise<T>;

/**
 * Begins without waiting for the answer: what comes first travels with it. Where beginning fails, so
 * does every statement behind it. `finish` ends what went well, and gives the connection back.
 */
async function transact<T>(
  database: Database,
  begin: string,
  run: Run<T>,
  finish: (client: pg.PoolClient, sent: Promise<unknown>[]) => Promise<void>,
): Promise<T> {
  const client = await poolOf(database).connect();
  const sent: Promise<unknown>[] = [];
  const atEnd: AtEnd = (answer) => {
    answer.catch(() => undefined);
    sent.push(answer);
  };
  atEnd(client.query(begin));
  try {
    const result = await run(txOn(client), atEnd);
    await finish(client, sent);
    return result;
  } catch (error) {
    const failed = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected');
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
    // What failed first is the cause; those behind it only say that the transaction is aborted.
    const cause: unknown = failed?.status === 'rejected' ? failed.reason : error;
    // Nothing is done, and no plan is kept any more: from the beginning.
    if (isPoolersDoing(cause)) return transact(database, begin, run, finish);
    throw cause;
  }
}

async function commit(client: pg.PoolClient, sent: Promise<unknown>[]): Promise<void> {
  const committing = client.query('COMMIT');
  committing.catch(() => undefined);
  await Promise.all(sent);
  // PostgreSQL answers ROLLBACK where a statement failed, also one that nobody waited for.
  const { command } = await committing;
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
  client.release();
}

/** What was read is right already: nobody waits for the end. */
async function endReading(client: pg.PoolClient, sent: Promise<unknown>[]): Promise<void> {
  await Promise.all(sent);
  void client.query('COMMIT').then(
    () => client.release(),
    () => client.release(true),
  );
}

/** Reads and writes of one space, all or nothing. */
export const inSpace = <T>(database: Database, spaceId: string, run: Run<T>): Promise<T> =>
  transact(database, opening('', 'usher_app', spaceId), run, commit);

/** Reads of one space from one snapshot: what several statements return belongs together. */
export const readInSpace = <T>(database: Database, spaceId: string, run: Run<T>): Promise<T> =>
  transact(
    database,
    opening('ISOLATION LEVEL REPEATABLE READ READ ONLY', 'usher_app', spaceId),
    run,
    endReading,
  );

/** Only `spaces`, the directory of accounts and sign-in's own tables can be reached from here. */
export const withoutSpace = <T>(database: Database, run: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(database, opening('', 'usher_app'), run, commit);

/**
 * The operator's tools on the owner's connection: every space, one snapshot, read only but for
 * erasing personal values.
 */
export const asOperator = <T>(database: Database, run: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(database, opening('ISOLATION LEVEL REPEATABLE READ', 'usher_operator'), run, commit);

import { once } from 'node:events';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, type Gzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { DomainError } from '../errors/index.ts';

/** First line of a backup: the schema it was taken from, by its migrations. */
interface Header {
  usher: 1;
  takenAt: string;
  migrations: { name: string; hash: string }[];
}

interface TableHeader {
  table: string;
  columns: string[];
}

const end = '\\.';

/**
 * Writes every table, in one snapshot, to a compressed file: a header line, then for each table a
 * line naming it and its COPY text. Queued jobs are left out: they are made again from the tables.
 * @returns rows by table.
 */
export async function backup(ownerUrl: string, file: string): Promise<Record<string, number>> {
  const partial = `${file}.part`;
  const target = await open(partial, 'w', 0o600);
  const gzip = createGzip();
  const written = pipeline(gzip, target.createWriteStream());
  // A full disk is told where it is waited for, below, not as an error of the process.
  written.catch(() => undefined);
  const client = new pg.Client({ connectionString: ownerUrl });
  try {
    await client.connect();
    const migrations = await migrationsOf(client);
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local role usher_operator');
    const header: Header = { usher: 1, takenAt: new Date().toISOString(), migrations };
    await writeLine(gzip, JSON.stringify(header));
    const counts: Record<string, number> = {};
    for (const table of await tablesOf(client)) {
      await writeLine(gzip, JSON.stringify(table));
      counts[table.table] = await copyOut(client, table, gzip);
      await writeLine(gzip, end);
    }
    await client.query('commit');
    gzip.end();
    await written;
    await rename(partial, file);
    return counts;
  } catch (error) {
    gzip.destroy();
    await written.catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Reads a backup into an empty, migrated database, all or nothing.
 * @throws DomainError `invalid_state` where the database is not empty or its schema is another one,
 *   `file_refused` where the file is no whole backup.
 */
export async function restore(ownerUrl: string, input: Readable): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const text = createGunzip();
  // What goes wrong with the file ends the text, and is met there.
  pipeline(input, text).catch(() => undefined);
  const lines = createInterface({ input: text, crlfDelay: Infinity })[Symbol.asyncIterator]();
  const next = async (): Promise<string | undefined> => {
    const line = await lines.next().catch(() => {
      throw new DomainError('file_refused', 'This file is no backup, or it was cut off.');
    });
    return line.done ? undefined : line.value;
  };
  try {
    await refuseOtherSchema(client, parseLine<Header>(await next()));
    await client.query('begin');
    const tables = await tablesOf(client);
    await refuseFull(client);
    for (const { table } of tables) await client.query(`alter table ${table} no force row level security`);
    const counts: Record<string, number> = {};
    for (let line = await next(); line !== undefined; line = await next()) {
      const table = parseLine<TableHeader>(line);
      counts[table.table] = await copyIn(client, table, next);
    }
    const missing = tables.find(({ table }) => counts[table] === undefined);
    if (missing)
      throw new DomainError('file_refused', `This backup was cut off: ${missing.table} is missing.`);
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', relnamespace::regnamespace, relname) as name from pg_class where relkind = 'r' and relrowsecurity`,
    );
    for (const { name } of rows) await client.query(`alter table ${name} force row level security`);
    await client.query('commit');
    return counts;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    text.destroy();
    await client.end();
  }
}

const migrationsOf = async (client: pg.Client): Promise<Header['migrations']> =>
  (
    await client.query<{ name: string; hash: string }>(
      'select name, hash from usher_migrations order by name',
    )
  ).rows;

/** Every table of ours, referenced ones first (they were made first), without what the database computes. */
async function tablesOf(client: pg.Client): Promise<TableHeader[]> {
  const { rows } = await client.query<TableHeader>(`
    select format('%I.%I', c.relnamespace::regnamespace, c.relname) as table,
      array_agg(quote_ident(a.attname) order by a.attnum)::text[] as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
      and c.relname <> 'usher_migrations' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.oid, c.relnamespace, c.relname order by c.oid`);
  return rows;
}

async function writeLine(gzip: Gzip, line: string): Promise<void> {
  if (!gzip.write(`${line}\n`)) await once(gzip, 'drain');
}

async function copyOut(client: pg.Client, { table, columns }: TableHeader, gzip: Gzip): Promise<number> {
  const stream = client.query(copyTo(`copy (select ${columns.join(', ')} from ${table}) to stdout`));
  for await (const chunk of stream) if (!gzip.write(chunk)) await once(gzip, 'drain');
  return stream.rowCount;
}

async function copyIn(
  client: pg.Client,
  { table, columns }: TableHeader,
  next: () => Promise<string | undefined>,
): Promise<number> {
  if (!/^("[^"]+"|\w+)\.("[^"]+"|\w+)$/.test(table))
    throw new DomainError('file_refused', 'This file is no backup.');
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  // A pipeline ends the COPY when a line fails to come; left open, it would hold the connection for ever.
  await pipeline(linesOf(table, next), stream);
  return stream.rowCount;
}

async function* linesOf(table: string, next: () => Promise<string | undefined>): AsyncGenerator<string> {
  for (let line = await next(); line !== end; line = await next()) {
    if (line === undefined) throw new DomainError('file_refused', `This backup was cut off within ${table}.`);
    yield `${line}\n`;
  }
}

async function refuseOtherSchema(client: pg.Client, header: Header): Promise<void> {
  if (!Array.isArray(header.migrations)) throw new DomainError('file_refused', 'This file is no backup.');
  if (JSON.stringify(header.migrations) === JSON.stringify(await migrationsOf(client))) return;
  const last = header.migrations.at(-1)?.name ?? 'none';
  throw new DomainError(
    'invalid_state',
    `This backup was taken by another version of Usher (its last migration is ${last}). Restore it with that version, then upgrade.`,
  );
}

async function refuseFull(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select 1 from public.spaces limit 1');
  if (rows.length > 0)
    throw new DomainError('invalid_state', 'There are spaces in this database. Restore into an empty one.');
}

function parseLine<T>(line: string | undefined): T {
  try {
    return JSON.parse(line ?? '') as T;
  } catch {
    throw new DomainError('file_refused', 'This file is no backup, or it was cut off.');
  }
}

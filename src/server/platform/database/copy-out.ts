import { PassThrough, Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DomainError } from '../errors/index.ts';
import { CopyingClient } from './copy.ts';
import { poolOf, type Database } from './database.ts';
import { opening } from './transaction.ts';

/** A value as a literal of SQL: COPY takes no parameters. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  if (Array.isArray(value)) {
    const items = value.map((item) => `"${text(item).replaceAll(/["\\]/g, '\\$&')}"`);
    return pg.escapeLiteral(`{${items.join(',')}}`);
  }
  return pg.escapeLiteral(text(value));
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('COPY takes texts, numbers, dates and lists of texts');
  // A NUL would end the statement early.
  if (value.includes('\0')) {
    throw new DomainError('invalid_request', 'A text holds characters that cannot be kept.');
  }
  return value;
}

/**
 * Streams a query of one space as CSV, from one snapshot and in flat memory: it goes no faster than
 * it is read. One connection is held until the stream ends or is destroyed.
 */
export function copyOut(database: Database, spaceId: string, query: CompiledQuery): Readable {
  const select = query.sql.replaceAll(/\$(\d+)/g, (_, n: string) => literal(query.parameters[Number(n) - 1]));
  const out = new PassThrough();
  void run(database, spaceId, `copy (${select}) to stdout (format csv, header)`, out).catch(
    (error: unknown) => {
      out.destroy(error as Error);
    },
  );
  return out;
}

/** Puts the mark before the first piece by which spreadsheets know UTF-8; no text can begin with it by itself. */
function marked(): Transform {
  let begun = false;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      if (!begun) this.push('\ufeff');
      begun = true;
      done(null, piece);
    },
  });
}

async function run(database: Database, spaceId: string, copy: string, out: PassThrough): Promise<void> {
  const client = await poolOf(database).connect();
  if (!(client instanceof CopyingClient)) throw new Error('a connection that cannot COPY');
  try {
    await client.query(opening('ISOLATION LEVEL REPEATABLE READ READ ONLY', 'usher_app', spaceId));
    await client.alone(() => pipeline(client.query(copyTo(copy)), marked(), out));
    await client.query('COMMIT');
  } catch (error) {
    // A reader who went away leaves the connection in mid-copy: it is closed, not used again.
    client.release(true);
    throw error;
  }
  client.release();
}

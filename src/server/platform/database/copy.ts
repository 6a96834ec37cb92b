import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from './pipelined.ts';

/** Rows on their way into COPY; travels where a query's values do. */
class CopySource {
  readonly lines: AsyncIterable<string | Uint8Array>;
  constructor(lines: AsyncIterable<string | Uint8Array>) {
    this.lines = lines;
  }
}

/** Whether these values are rows for COPY and no parameters. */
export const isCopy = (values: unknown[]): boolean => values[0] instanceof CopySource;

/** A connection that also understands COPY FROM STDIN, on the transaction it is in. */
export class CopyingClient extends pg.Client {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg overloads query in ten ways, all passed on as they are
  override query(...given: any[]): any {
    const [text, values] = given as [string, unknown[] | undefined];
    const source = Array.isArray(values) ? values[0] : undefined;
    if (source instanceof CopySource) return this.#copy(text, source);
    return (super.query as (...args: unknown[]) => unknown).apply(this, given);
  }

  async #copy(text: string, source: CopySource): Promise<{ command: string; rowCount: number; rows: [] }> {
    return this.alone(async () => {
      const stream = super.query(copyFrom(text));
      // Two pieces ahead keep the server busy; more would only be held in memory.
      await pipeline(Readable.from(source.lines, { objectMode: true, highWaterMark: 2 }), stream);
      return { command: 'COPY', rowCount: stream.rowCount, rows: [] };
    });
  }

  /** COPY has the connection to itself: all before it is answered, and nothing is sent behind it. */
  async alone<T>(copy: () => Promise<T>): Promise<T> {
    await super.query('select');
    Object.assign(this, { pipeline: false });
    try {
      return await copy();
    } finally {
      Object.assign(this, { pipeline: true });
    }
  }
}

/**
 * Copies rows into a table of this transaction, in flat memory. A table under a policy refuses COPY:
 * fill a temporary one, then INSERT … SELECT.
 * @param text `copy … from stdin`; `lines` gives pieces of COPY's text format.
 */
export async function copyIn(tx: Tx, text: string, lines: AsyncIterable<string | Uint8Array>): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(text, [new CopySource(lines)]));
}

const special = /[\\\t\n\r]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One value in COPY's text format. */
export const copyValue = (value: string | number | null): string => {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return special.test(value) ? value.replace(/[\\\t\n\r]/g, (found) => escapes[found] ?? found) : value;
};

import { CsvRecords, type CsvRecord } from './csv-records.ts';
import {
  fileRefused,
  ordinaryCaps,
  readHeader,
  refuseByContent,
  requiredColumns,
  suspectWestern,
  type Column,
  type FileCaps,
  type Layout,
} from './file-rules.ts';
import { ordinaryReader } from './ordinary-rows.ts';
import { isBlank, rowReader, type StagedRow } from './row-rules.ts';

export interface ReadingOptions {
  delimiter: string;
  encoding: string;
  mapping: Partial<Record<string, string>>;
  caps?: FileCaps;
}

/** What was seen of the file as a whole, filled while it is read. */
export interface Seen {
  rows: number;
  columns: Column[];
  extraColumns: string[];
  /** Rows in which a required column is blank. */
  blanks: Partial<Record<Column, number>>;
  /** Rows whose status is a word that is known. */
  statusKnown: number;
  /** Rows that cannot be used, or may have swallowed others. */
  doubtful: number;
}

export const nothingSeen = (): Seen => ({
  rows: 0,
  columns: [],
  extraColumns: [],
  blanks: {},
  statusKnown: 0,
  doubtful: 0,
});

/** Rows at once: so few that nearly all are gone again before the collector of garbage comes by. */
const batch = 250;

/**
 * Reads an employee file as it comes in, in batches, in flat memory.
 * @param seen is filled on the way.
 * @throws DomainError `file_refused` with a `reason`, for a file that cannot be trusted as a whole.
 */
export async function* readPeople(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadingOptions,
  seen: Seen,
): AsyncGenerator<StagedRow[]> {
  const caps = options.caps ?? ordinaryCaps;
  const records = new CsvRecords(options.delimiter);
  let readers: ReturnType<typeof readersOf> | undefined;

  const read = (record: CsvRecord): StagedRow | undefined => {
    if (isBlank(record.fields)) return undefined;
    if (readers) return readers.row(record);
    const layout = readHeader(record.fields, options.mapping, options.delimiter);
    seen.columns = Object.keys(layout.at) as Column[];
    seen.extraColumns = layout.extra;
    readers = readersOf(layout, options.delimiter);
    return undefined;
  };
  for await (const text of decode(chunks, options.encoding, caps)) {
    let rows: StagedRow[] = [];
    records.push(text);
    for (;;) {
      let row = readers?.ordinary(records);
      if (!row) {
        const record = records.next();
        if (!record) break;
        row = read(record);
      }
      if (!row) continue;
      notice(seen, row);
      rows.push(row);
      if (rows.length === batch) {
        yield rows;
        rows = [];
      }
    }
    if (seen.rows > caps.rows) {
      throw fileRefused(
        'too_many_rows',
        `The file has more than ${caps.rows.toLocaleString('en-GB')} rows; reading stopped there.`,
      );
    }
    if (rows.length > 0) yield rows;
  }
  const last = records.end();
  if (last && readers && last.fields.length < readers.width && !isBlank(last.fields)) {
    throw fileRefused('cut_off', `The file ends in the middle of line ${String(last.line)}: it was cut off.`);
  }
  const rest = last && read(last);
  if (rest) notice(seen, rest);
  if (!readers) throw fileRefused('empty', 'The file is empty.');
  if (seen.rows === 0) throw fileRefused('header_alone', 'There is nobody in it.');
  if (rest) yield [rest];
}

const readersOf = (layout: Layout, delimiter: string) => ({
  width: layout.width,
  row: rowReader(layout),
  ordinary: ordinaryReader(layout, delimiter),
});

function notice(seen: Seen, row: StagedRow): void {
  seen.rows += 1;
  if (row.status) seen.statusKnown += 1;
  if (row.tokens) seen.doubtful += 1;
  const values = {
    employee_id: row.employeeId,
    email: row.email,
    first_name: row.firstName,
    last_name: row.lastName,
  };
  for (const column of requiredColumns) {
    if (values[column] === '') seen.blanks[column] = (seen.blanks[column] ?? 0) + 1;
  }
}

async function* decode(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
  caps: FileCaps,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const refuse = (piece?: Uint8Array) =>
    fileRefused(
      'encoding',
      `The file is not ${encoding.toUpperCase()} throughout: names would be mangled. Save it as UTF-8.`,
      { suspected: encoding === 'utf-8' && piece ? suspectWestern(piece) : undefined },
    );
  let head: Buffer | undefined = Buffer.alloc(0);
  let bytes = 0;
  const text = (piece: Uint8Array): string => {
    try {
      return decoder.decode(piece, { stream: true });
    } catch {
      throw refuse(piece);
    }
  };
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > caps.bytes) {
      throw fileRefused(
        'too_big',
        `The file is larger than ${String(Math.floor(caps.bytes / 1024 ** 2))} MB; reading stopped there.`,
      );
    }
    if (head) {
      head = Buffer.concat([head, chunk]);
      if (head.length < 1024) continue;
      refuseByContent(head, encoding);
      yield text(head);
      head = undefined;
    } else {
      yield text(chunk);
    }
  }
  if (head) {
    refuseByContent(head, encoding);
    yield text(head);
  }
  try {
    decoder.decode();
  } catch {
    throw refuse();
  }
}

import { DomainError } from '../../platform/errors/index.ts';
import { shownHeader, withoutUnprintable } from './text-rules.ts';

/** Columns of an employee file, in our words. */
export const columns = [
  'employee_id',
  'email',
  'first_name',
  'last_name',
  'status',
  'department',
  'job_title',
  'location',
  'manager_employee_id',
  'start_date',
  'end_date',
] as const;
export type Column = (typeof columns)[number];

export const requiredColumns = ['employee_id', 'email', 'first_name', 'last_name'] as const;

export const delimiters = [',', ';', '\t', '|'] as const;

/** How a file may be written; `TextDecoder` knows each by this name. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const;

/** What a file may cost at most; the ordinary caps hold a million people with room to spare. */
export interface FileCaps {
  bytes: number;
  rows: number;
}
export const ordinaryCaps: FileCaps = { bytes: 2 * 1024 ** 3, rows: 1_500_000 };

/** How a file that was refused seems to be written. */
export interface Suspected {
  delimiter?: (typeof delimiters)[number] | undefined;
  encoding?: (typeof encodings)[number] | undefined;
}

/** A file that is refused whole: nobody changes. `reason` is stable, `message` for a person. */
export const fileRefused = (
  reason: string,
  message: string,
  more: { suspected?: Suspected | undefined; missing?: string[] } = {},
): DomainError => new DomainError('file_refused', message, { reason, ...more });

/** What a refusal says of how the file seems to be written; null for nothing. */
export const suspectedIn = ({ extra }: DomainError): Suspected | null =>
  (extra.suspected as Suspected | undefined) ?? null;

/** Where each of our columns stands in the file, and the headers that are nobody's, as they are shown. */
export interface Layout {
  width: number;
  at: Partial<Record<Column, number>>;
  /** What the file calls those of ours. */
  names: Partial<Record<Column, string>>;
  extra: string[];
}

export const inQuotes = (names: string[]): string => names.map((name) => `"${name}"`).join(', ');

/** How headers are compared: case, spaces and what is hidden in them forgiven. */
export const fold = (header: string): string =>
  withoutUnprintable(header)
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

/**
 * Finds our columns by the header's names, case and spaces forgiven; `mapping` gives the file's
 * own name for a column of ours.
 * @throws DomainError `file_refused` where a required header is missing or any of ours comes twice.
 */
export function readHeader(
  headers: string[],
  mapping: Partial<Record<string, string>>,
  delimiter: string,
): Layout {
  const single = headers.length === 1 ? (headers[0] ?? '') : '';
  const suspected = delimiters.find(
    (candidate) => candidate !== delimiter && single.split(candidate).length > 2,
  );
  if (suspected) {
    const name = suspected === '\t' ? 'a tab' : `“${suspected}”`;
    throw fileRefused('wrong_delimiter', `One column found, ${name} suspected as the delimiter.`, {
      suspected: { delimiter: suspected },
    });
  }
  const at: Layout['at'] = {};
  const names: Layout['names'] = {};
  const used = new Set<number>();
  for (const column of columns) {
    const wanted = fold(mapping[column] ?? column);
    const found = headers.flatMap((header, index) => (fold(header) === wanted ? [index] : []));
    if (found.length > 1)
      throw fileRefused('header_twice', `The header "${mapping[column] ?? column}" is there twice.`);
    if (found[0] === undefined) continue;
    at[column] = found[0];
    names[column] = shownHeader(headers[found[0]] ?? '')
      .replace(/\s+/g, ' ')
      .trim();
    used.add(found[0]);
  }
  const missing = requiredColumns
    .filter((column) => at[column] === undefined)
    .map((column) => mapping[column] ?? column);
  if (missing.length > 0) {
    throw fileRefused(
      'header_missing',
      `The file has no ${missing.length === 1 ? 'column' : 'columns'} ${inQuotes(missing)}. It has ${inQuotes(headers.slice(0, 20).map(shownHeader))}.`,
      { missing },
    );
  }
  const extra = headers
    .filter((_, index) => !used.has(index))
    .map((header) => shownHeader(header).trim())
    .filter(Boolean);
  return { width: headers.length, at, names, extra };
}

/**
 * Looks at a file's first bytes.
 * @throws DomainError `file_refused` for what is no text, or text in another encoding than was said.
 */
export function refuseByContent(head: Buffer, encoding: string): void {
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    throw fileRefused(
      'not_csv',
      'This is an Excel workbook or another zip archive. Save it as CSV (UTF-8) first.',
    );
  }
  if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0) {
    throw fileRefused('not_csv', 'This is an old Excel workbook. Save it as CSV (UTF-8) first.');
  }
  if (head[0] === 0x25 && head[1] === 0x50 && head[2] === 0x44 && head[3] === 0x46) {
    throw fileRefused('not_csv', 'This is a PDF. A CSV file (UTF-8) is needed.');
  }
  if (
    /^\s*<(!doctype|html|head|body|table|\?xml)/i.test(
      head
        .subarray(0, 512)
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, ''),
    )
  ) {
    throw fileRefused(
      'not_csv',
      'This is a web page or XML, perhaps a sign-in page saved as the file. A CSV file is needed.',
    );
  }
  if (encoding.startsWith('utf-16')) return;
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const zeros = head.subarray(0, 1024).reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (marked || zeros > Math.min(1024, head.length) / 4) {
    throw fileRefused(
      'encoding',
      'This file is UTF-16, and the source says otherwise. Save it as UTF-8, or set the encoding of the source.',
      { suspected: { encoding: bigEndian(head) ? 'utf-16be' : 'utf-16le' } },
    );
  }
}

/** Of UTF-16 text, by its mark, else by where the zeros of its plain letters stand. */
const bigEndian = (head: Buffer): boolean =>
  head[0] === 0xfe || (head[0] !== 0xff && head.subarray(0, 1024).findIndex((byte) => byte === 0) % 2 === 0);

/** What Windows writes in Western Europe, for bytes that are no UTF-8 and hold nothing that it has no letter for. */
export const suspectWestern = (bytes: Uint8Array): Suspected | undefined =>
  bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))
    ? undefined
    : { encoding: 'windows-1252' };

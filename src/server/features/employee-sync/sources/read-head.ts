import { CsvRecords } from '../csv-records.ts';
import { DomainError } from '../../../platform/errors/index.ts';
import { inQuotes, suspectedIn } from '../file-rules.ts';
import { nothingSeen, readPeople } from '../read-people.ts';
import { reasonInWords } from '../reason-rules.ts';
import type { StagedRow } from '../row-rules.ts';
import { shownHeader } from '../text-rules.ts';
import { suggestMapping } from './suggest-rules.ts';
import type { CheckResult } from './check-schemas.ts';

const headSize = 256 * 1024;
const shown = 10;

type Head = Pick<CheckResult, 'headers' | 'suggestedMapping' | 'rows' | 'problem'>;

/** Reads the beginning of a file as a run would: its header as it stands, and its first rows by the mapping. */
export async function readHead(
  chunks: AsyncIterable<Uint8Array>,
  options: {
    delimiter: string;
    encoding: string;
    mapping: Partial<Record<string, string>>;
    /** Whose answer it is, where it is no file. */
    answerOf?: string | undefined;
  },
): Promise<Head> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    pieces.push(chunk);
    size += chunk.length;
    if (size >= headSize) break;
  }
  const whole = size < headSize;
  const head = Buffer.concat(pieces);
  const headers = readHeaders(head, options);
  const base = { headers, suggestedMapping: suggestMapping(headers) };
  const rows: StagedRow[] = [];
  try {
    for await (const batch of readPeople(once(head), options, nothingSeen())) {
      rows.push(...batch.slice(0, shown - rows.length));
      if (rows.length === shown) break;
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const reason = typeof error.extra.reason === 'string' ? error.extra.reason : error.code;
    const cut = !whole && (reason === 'cut_off' || reason === 'quote_not_closed');
    const sentence = answerInWords(error, reason, headers, options.answerOf) ?? error.message;
    const problem = { reason, sentence, suspected: suspectedIn(error) };
    if (!cut) return { ...base, rows: rows.map(rowAnswer), problem };
  }
  return { ...base, rows: rows.map(rowAnswer), problem: null };
}

/** Why the answer of an HRIS is of no use, where the words for a file would not fit it. */
function answerInWords(
  { extra }: DomainError,
  reason: string,
  fields: string[],
  answerOf: string | undefined,
): string | undefined {
  if (answerOf === undefined) return undefined;
  if (reason === 'empty' || reason === 'header_alone') return `${answerOf} shows nobody.`;
  if (!Array.isArray(extra.missing)) return undefined;
  const missing = extra.missing as string[];
  return `The answer of ${answerOf} has no ${missing.length === 1 ? 'field' : 'fields'} ${inQuotes(missing)}. It has ${inQuotes(fields.slice(0, 20))}.`;
}

async function* once(head: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(head);
}

function readHeaders(head: Buffer, options: { delimiter: string; encoding: string }): string[] {
  const text = new TextDecoder(options.encoding).decode(head.subarray(0, 64 * 1024));
  const records = new CsvRecords(options.delimiter);
  try {
    records.push(`${text}\n`);
    return (records.next()?.fields ?? []).slice(0, 500).map(shownHeader);
  } catch {
    return [];
  }
}

function rowAnswer(staged: StagedRow): CheckResult['rows'][number] {
  const { emailKey: _, tokens: __, plain: ___, value, ...row } = staged;
  const said = row.error ?? row.warning;
  return { ...row, sentence: said === null ? null : reasonInWords(said, { value }) };
}

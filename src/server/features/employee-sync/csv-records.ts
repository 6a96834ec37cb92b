import { fileRefused } from './file-rules.ts';

export interface CsvRecord {
  /** Of its first line, from 1. */
  line: number;
  fields: string[];
  /** Something stood between a closing quote and the next delimiter. */
  malformed: boolean;
}

/** A record beyond this is a quote that was never closed. */
const longestRecord = 8 * 1024 * 1024;

/**
 * Takes text apart by RFC 4180 as it comes in. Lines without a quote, nearly all, are split in one
 * go; records with quotes are read character by character.
 */
export class CsvRecords {
  #rest = '';
  #line = 1;
  #delimiter: string;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Records that are complete by now. @throws DomainError `file_refused` for a quote never closed. */
  push(text: string): CsvRecord[] {
    const all = this.#rest + text;
    const records: CsvRecord[] = [];
    let position = 0;
    for (;;) {
      const end = all.indexOf('\n', position);
      if (end < 0) break;
      const line = all.slice(position, end);
      if (line.includes('"')) {
        const quoted = this.#readQuoted(all, position, false);
        if (!quoted) break;
        records.push(quoted.record);
        position = quoted.next;
      } else {
        records.push({ line: this.#line, fields: split(line, this.#delimiter), malformed: false });
        this.#line += 1;
        position = end + 1;
      }
    }
    this.#rest = all.slice(position);
    if (this.#rest.length > longestRecord) throw this.#neverClosed();
    return records;
  }

  /** The last record, where the file does not end with a line's end. */
  end(): CsvRecord | undefined {
    if (this.#rest === '') return undefined;
    if (!this.#rest.includes('"'))
      return { line: this.#line, fields: split(this.#rest, this.#delimiter), malformed: false };
    const quoted = this.#readQuoted(this.#rest, 0, true);
    if (!quoted) throw this.#neverClosed();
    return quoted.record;
  }

  #neverClosed() {
    return fileRefused(
      'quote_not_closed',
      `A quote opened on line ${String(this.#line)} is never closed, or the file was cut off there.`,
    );
  }

  /** Reads one record with quotes; undefined where its end has not come in yet. */
  #readQuoted(text: string, start: number, atEnd: boolean): { record: CsvRecord; next: number } | undefined {
    const line = this.#line;
    const fields: string[] = [];
    let malformed = false;
    let lines = 1;
    let position = start;
    for (;;) {
      let value = '';
      if (text[position] === '"') {
        let from = position + 1;
        for (;;) {
          const quote = text.indexOf('"', from);
          if (quote < 0 || (quote === text.length - 1 && !atEnd)) return undefined;
          value += text.slice(from, quote);
          from = quote + 1;
          if (text[from] !== '"') break;
          value += '"';
          from += 1;
        }
        lines += count(value, '\n');
        position = from;
      }
      const rest = plainEnd(text, position, this.#delimiter);
      if (rest < 0 && !atEnd) return undefined;
      const stop = rest < 0 ? text.length : rest;
      const tail =
        text[stop] === this.#delimiter
          ? text.slice(position, stop)
          : withoutReturn(text.slice(position, stop));
      if (value !== '' || text[position - 1] === '"') malformed ||= tail !== '';
      fields.push(value + tail);
      position = stop + 1;
      if (text[stop] === this.#delimiter) continue;
      this.#line += lines;
      return { record: { line, fields, malformed }, next: position };
    }
  }
}

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);
const split = (line: string, delimiter: string): string[] => withoutReturn(line).split(delimiter);

function plainEnd(text: string, from: number, delimiter: string): number {
  const newline = text.indexOf('\n', from);
  const next = text.indexOf(delimiter, from);
  return next >= 0 && (newline < 0 || next < newline) ? next : newline;
}

function count(text: string, what: string): number {
  let n = 0;
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) n += 1;
  return n;
}

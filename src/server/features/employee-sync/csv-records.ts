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
  #text = '';
  #position = 0;
  #line = 1;
  #delimiter: string;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The next piece of the file. @throws DomainError `file_refused` for a quote never closed. */
  push(text: string): void {
    this.#text = this.#text.slice(this.#position) + text;
    this.#position = 0;
    if (this.#text.length - text.length > longestRecord) throw this.#neverClosed();
  }

  /** The next record; undefined where it is not all there yet. */
  next(): CsvRecord | undefined {
    const end = this.#text.indexOf('\n', this.#position);
    if (end < 0) return undefined;
    const line = this.#text.slice(this.#position, end);
    if (line.includes('"')) {
      const quoted = this.#readQuoted(this.#text, this.#position, false);
      if (quoted) this.#position = quoted.next;
      return quoted?.record;
    }
    this.#position = end + 1;
    return { line: this.#line++, fields: split(line, this.#delimiter), malformed: false };
  }

  /** How a sticky expression matches from where the next record begins, which stays the next one. */
  match(pattern: RegExp): { line: number; fields: RegExpExecArray } | undefined {
    pattern.lastIndex = this.#position;
    const fields = pattern.exec(this.#text);
    return fields ? { line: this.#line, fields } : undefined;
  }

  /** Goes on behind a record of one line and this many characters. */
  skip(length: number): void {
    this.#position += length;
    this.#line += 1;
  }

  /** The last record, where the file does not end with a line's end. */
  end(): CsvRecord | undefined {
    const rest = this.#text.slice(this.#position);
    if (rest === '') return undefined;
    if (!rest.includes('"'))
      return { line: this.#line, fields: split(rest, this.#delimiter), malformed: false };
    const quoted = this.#readQuoted(rest, 0, true);
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

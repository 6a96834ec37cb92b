import { stringify } from 'csv-stringify/sync';
import type { Session } from './connector.ts';

/** Pages of people in the vendor's own terms: a value for each of the fields asked for. */
export interface PeopleReader {
  /** The vendor's name, as runs show it. */
  name: string;
  /** The fields that make the header; known at the latest when the first page is there. */
  fields(): string[];
  pages(): AsyncGenerator<Record<string, unknown>[]>;
  /** After the last page: why not everyone was seen. */
  incomplete(): string | undefined;
}

/** The answers of an HRIS as one CSV file, so that they take the way of every other file. */
export function openHris(reader: PeopleReader): Session {
  return {
    whole: { name: reader.name, time: null, bytes: null },
    list: () => Promise.resolve([]),
    read: () => writeCsv(reader),
    incomplete: () => reader.incomplete(),
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

async function* writeCsv(reader: PeopleReader): AsyncGenerator<Uint8Array> {
  let begun = false;
  for await (const people of reader.pages()) {
    const rows = people.map((person) => reader.fields().map((field) => textOf(person[field])));
    yield Buffer.from(stringify(begun ? rows : [reader.fields(), ...rows]));
    begun = true;
  }
}

/** A value as it stands in a file. What is no single value, and a date of zeros, is nothing. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value === '0000-00-00' ? '' : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

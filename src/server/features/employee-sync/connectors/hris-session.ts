import { stringify } from 'csv-stringify/sync';
import { isBlank } from '../row-rules.ts';
import type { Session } from './connector.ts';
import { FetchError } from './fetch-error.ts';

/** Pages of people in the vendor's own terms: a value for each of the fields asked for. */
export interface PeopleReader {
  /** The vendor's name, as runs show it. */
  name: string;
  /** The fields that make the header; known at the latest when the first page is there. */
  fields(): string[];
  pages(): AsyncGenerator<Record<string, unknown>[]>;
  /** How many people there are, where the vendor says so. */
  total?(): number | undefined;
  /** Why not everyone was seen, as far as that can be told of the pages read. */
  incomplete(): string | undefined;
}

interface Told {
  entries: number;
  /** The last page is there. */
  all: boolean;
  /** Entries that hold nothing of what is read: no people, or people who are not shown. */
  blank: number;
}

/**
 * The answers of an HRIS as one CSV file, so that they take the way of every other file. A row without
 * anything is passed over there, so who may stand behind it is told of here: nobody leaves by it.
 */
export function openHris(reader: PeopleReader): Session {
  const told: Told = { entries: 0, blank: 0, all: false };
  return {
    whole: { name: reader.name, time: null, bytes: null },
    list: () => Promise.resolve([]),
    read: () => writeCsv(reader, told),
    people: () => ({ count: told.entries, all: told.all, total: reader.total?.() ?? null }),
    incomplete: () => whyIncomplete(reader, told),
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** @throws FetchError `answer_unreadable` where not one entry holds anything of what is read. */
async function* writeCsv(reader: PeopleReader, told: Told): AsyncGenerator<Uint8Array> {
  let begun = false;
  for await (const people of reader.pages()) {
    const rows = people.map((person) => reader.fields().map((field) => textOf(person[field])));
    told.entries += rows.length;
    told.blank += rows.filter(isBlank).length;
    yield Buffer.from(stringify(begun ? rows : [reader.fields(), ...rows]));
    begun = true;
  }
  told.all = true;
  if (told.blank > 0 && told.blank === told.entries)
    throw new FetchError('answer_unreadable', whyIncomplete(reader, told) ?? '');
}

function whyIncomplete(reader: PeopleReader, told: Told): string | undefined {
  const broken = reader.incomplete();
  if (broken !== undefined) return broken;
  const total = reader.total?.() ?? 0;
  // Of a look that stopped early, those it has not come to are not missing.
  return told.all && told.entries < total
    ? `${reader.name} has ${total} people and showed ${told.entries} of them.`
    : blankInWords(reader, told);
}

const count = new Intl.NumberFormat('en-GB');

function blankInWords({ name }: PeopleReader, { entries, blank }: Told): string | undefined {
  if (blank === 0) return undefined;
  const of = `${count.format(blank)} of ${count.format(entries)} ${entries === 1 ? 'entry' : 'entries'}`;
  return `${of} of ${name} ${blank === 1 ? 'holds' : 'hold'} nothing that is read, so not everyone may have been seen.`;
}

/** A value as it stands in a file. What is no single value, and a date of zeros, is nothing. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value === '0000-00-00' ? '' : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

import type { JsonAnswer } from '../../../platform/outgoing/index.ts';
import { askHris, type HrisAccess } from './ask-hris.ts';
import { FetchError } from './fetch-error.ts';
import { fieldsOf, type Mapping } from './field-rules.ts';
import type { PeopleReader } from './hris-session.ts';
import { firstPage, isShort, nextPage, type PageAsk, type Paging } from './paging-rules.ts';
import { pathsOf, valueAt } from './path-rules.ts';

export interface JsonOptions {
  url: string;
  method: 'GET' | 'POST';
  body: unknown;
  headers: Record<string, string>;
  /** Where the list is; empty: the answer is the list. */
  items: string;
  /** Where the number of all people is. */
  total: string | null;
  paging: Paging;
  mapping: Mapping;
  /** Read every field that the first people have, to choose from. */
  everyField: boolean;
}

const mostPages = 20_000;

/** What a server answers that is asked for a page behind the last. */
const noSuchPage = new Set([400, 404, 410, 416, 422]);

/** Any HRIS that answers JSON over HTTP, by configuration. */
export function readJsonHttp(access: HrisAccess, options: JsonOptions): PeopleReader {
  let fields = fieldsOf(options.mapping);
  const start = new URL(options.url);
  let total: number | undefined;
  let broken: string | undefined;

  async function* pages() {
    let ask: PageAsk | undefined = firstPage(options.paging, { url: start, body: options.body });
    let before: string | undefined;
    let short = false;
    for (let page = 1; ask; page += 1) {
      const answer = await askHris(access, {
        url: ask.url,
        method: options.method,
        headers: options.headers,
        ...(options.method === 'POST' && { body: ask.body ?? {} }),
      });
      const people = valueAt(answer.body, options.items);
      if (short && noSuchPage.has(answer.status)) return;
      if (answer.status !== 200 || !Array.isArray(people)) {
        if (page === 1) throw unreadable(answer, start.host, options.items);
        broken = `${start.host} stopped at page ${page} (${answer.status}), so not everyone was seen.`;
        return;
      }
      const count = options.total === null ? undefined : valueAt(answer.body, options.total);
      if (count !== undefined && !Number.isNaN(Number(count))) total = Number(count);
      // A server that does not know the paging asked for gives the first page for ever.
      const same = JSON.stringify(people[0] ?? null);
      if (short && same === before) return;
      if ((people.length > 0 && same === before) || page === mostPages) {
        broken = `${start.host} gives page ${page} like the one before, so not everyone may have been seen.`;
        return;
      }
      before = same;
      short = isShort(options.paging, people.length);
      if (options.everyField && page === 1)
        fields = [...new Set(people.slice(0, 20).flatMap((person: unknown) => pathsOf(person)))];
      yield people.map((person: unknown) =>
        Object.fromEntries(fields.map((field) => [field, valueAt(person, field)])),
      );
      const next = nextPage(options.paging, ask, { ...answer, count: people.length });
      if (next === 'unclear') {
        broken = `${start.host} tells of a next page in a way that cannot be followed, so not everyone was seen.`;
        return;
      }
      if (next && next.url.origin !== start.origin) {
        broken = `${start.host} sends us on to ${next.url.host} for the next page, so not everyone was seen.`;
        return;
      }
      ask = next;
    }
  }

  return {
    name: start.host,
    fields: () => fields,
    pages,
    total: () => total,
    incomplete: () => broken,
  };
}

function unreadable({ status, body }: JsonAnswer, host: string, items: string): FetchError {
  if (status === 403) return new FetchError('sign_in_failed', `${host} does not let us read this (403).`);
  if (status !== 200) return new FetchError('answer_unreadable', `${host} answered ${status}.`);
  if (body === undefined)
    return new FetchError('answer_unreadable', `${host} answered with something that is not JSON.`);
  const where = items === '' ? 'as the answer itself' : `at "${items}"`;
  return new FetchError('answer_unreadable', `${host} answered, but there is no list ${where}.`);
}

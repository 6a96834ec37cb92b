import type { Column } from '../file-rules.ts';
import { askHris, type HrisAccess } from './ask-hris.ts';
import { FetchError } from './fetch-error.ts';
import { fieldsOf, type Mapping } from './field-rules.ts';
import type { PeopleReader } from './hris-session.ts';
import { valueAt } from './path-rules.ts';

/** BambooHR's names for our columns, to begin with. */
export const bambooMapping: Partial<Record<Column, string>> = {
  employee_id: 'employeeId',
  email: 'workEmail',
  first_name: 'firstName',
  last_name: 'lastName',
  status: 'status',
  department: 'department',
  job_title: 'jobTitleName',
  location: 'location',
  start_date: 'hireDate',
};

const pageSize = 100;
const mostPages = 20_000;

/**
 * BambooHR's list of employees (`GET /api/v1/employees`): pages by cursor, the next by `_links.next`,
 * and fields that the key may not read are null and named in `_restrictedFields`.
 * @param base `https://COMPANY.bamboohr.com`
 */
export function readBamboo(
  access: HrisAccess,
  options: { base: string; apiKey: string; mapping: Mapping },
): PeopleReader {
  const { base, apiKey, mapping } = options;
  const fields = fieldsOf(mapping);
  const required = ['employee_id', 'email', 'first_name', 'last_name'].map((column) => mapping[column]);
  const restricted = new Set<string>();
  const headers = { authorization: `Basic ${Buffer.from(`${apiKey}:x`).toString('base64')}` };
  let total: number | undefined;
  let broken: string | undefined;

  async function* pages() {
    const first = new URL(`${base}/api/v1/employees`);
    first.searchParams.set('fields', fields.join(','));
    first.searchParams.set('page[limit]', String(pageSize));
    let url = first;
    const visited = new Set<string>();
    for (let page = 1; ; page += 1) {
      visited.add(url.href);
      const { status, body } = await askHris(access, { url, headers });
      const people = valueAt(body, 'data');
      if (status === 403 && page === 1)
        throw new FetchError('sign_in_failed', 'BambooHR does not let this key list employees (403).');
      if (status === 404 && page === 1)
        throw new FetchError('answer_unreadable', `BambooHR knows no company at ${url.host} (404).`);
      if (status !== 200 || !Array.isArray(people)) {
        if (page === 1)
          throw new FetchError(
            'answer_unreadable',
            `BambooHR answered something else than people (${status}).`,
          );
        broken = `BambooHR stopped at page ${page} (${status}), so not everyone was seen.`;
        return;
      }
      const count = valueAt(body, 'meta.total');
      if (typeof count === 'number') total = count;
      yield people.map((person: unknown) => {
        const hidden = valueAt(person, '_restrictedFields');
        if (Array.isArray(hidden))
          for (const field of hidden as unknown[]) if (typeof field === 'string') restricted.add(field);
        return Object.fromEntries(fields.map((field) => [field, valueAt(person, field)]));
      });
      const link = valueAt(body, '_links.next.href') ?? valueAt(body, '_links.next');
      if (typeof link !== 'string' || link === '') return;
      url = new URL(link, url);
      if (url.origin !== first.origin || visited.has(url.href) || page === mostPages) {
        broken = 'BambooHR’s link to the next page leads nowhere, so not everyone was seen.';
        return;
      }
    }
  }

  return {
    name: 'BambooHR',
    fields: () => fields,
    pages,
    total: () => total,
    incomplete() {
      const hidden = required.filter((field) => field !== undefined && restricted.has(field));
      if (hidden.length > 0)
        return `BambooHR does not show the field ${hidden.join(', ')} of everyone to this key.`;
      return broken;
    },
  };
}

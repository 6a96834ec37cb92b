import type { Column } from '../file-rules.ts';
import { askHris, type HrisAccess } from './ask-hris.ts';
import { FetchError } from './fetch-error.ts';
import { fieldsOf, type Mapping } from './field-rules.ts';
import type { PeopleReader } from './hris-session.ts';
import { valueAt } from './path-rules.ts';

/** HiBob's field ids for our columns, to begin with. */
export const hibobMapping: Partial<Record<Column, string>> = {
  employee_id: 'root.id',
  email: 'root.email',
  first_name: 'root.firstName',
  last_name: 'root.surname',
  status: 'internal.status',
  department: 'work.department',
  job_title: 'work.title',
  location: 'work.site',
  start_date: 'work.startDate',
  end_date: 'internal.terminationDate',
};

/** Columns whose values are entries of a list: HiBob's own are numbers, what people read stands beside them. */
const worded = ['department', 'job_title', 'location', 'status'];

/**
 * HiBob's search for employees (`POST /v1/people/search`): everyone in one answer, those who left too.
 * Fields that the service user may not read are left out without a word.
 */
export function readHibob(
  access: HrisAccess,
  options: { base: string; serviceUser: string; token: string; mapping: Mapping },
): PeopleReader {
  const { base, serviceUser, token, mapping } = options;
  const fields = fieldsOf(mapping);
  const asWords = new Set(worded.map((column) => mapping[column]));
  const required = ['employee_id', 'email', 'first_name', 'last_name'].map((column) => mapping[column]);
  const shown = new Set<string>();
  let seen = 0;
  const headers = {
    authorization: `Basic ${Buffer.from(`${serviceUser}:${token}`).toString('base64')}`,
  };

  async function* pages() {
    const { status, body } = await askHris(access, {
      url: new URL(`${base}/v1/people/search`),
      method: 'POST',
      headers,
      body: { fields, showInactive: true, humanReadable: 'APPEND' },
    });
    if (status === 403)
      throw new FetchError('sign_in_failed', 'HiBob does not let this service user read people (403).');
    const people = valueAt(body, 'employees');
    if (status !== 200 || !Array.isArray(people))
      throw new FetchError('answer_unreadable', `HiBob answered something else than people (${status}).`);
    seen = people.length;
    yield people.map((person: unknown) =>
      Object.fromEntries(
        fields.map((field) => {
          const plain = fieldAt(person, field);
          if (plain !== undefined) shown.add(field);
          const words = asWords.has(field) ? fieldAt(valueAt(person, 'humanReadable'), field) : undefined;
          return [field, words ?? plain];
        }),
      ),
    );
  }

  return {
    name: 'HiBob',
    fields: () => fields,
    pages,
    incomplete() {
      const hidden = required.filter((field) => field !== undefined && !shown.has(field));
      return seen > 0 && hidden.length > 0
        ? `HiBob does not show the field ${hidden.join(', ')} to this service user.`
        : undefined;
    },
  };
}

/** `root.email` comes as the key `/root/email` with a `value`, or nested; fields of root also at the top. */
function fieldAt(person: unknown, field: string): unknown {
  const slashed = valueAt(person, `/${field.replaceAll('.', '/')}`);
  const found = slashed ?? valueAt(person, field) ?? valueAt(person, field.replace(/^root\./, ''));
  return found !== null && typeof found === 'object' ? valueAt(found, 'value') : found;
}

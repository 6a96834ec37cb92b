import { parse, type Filter } from 'scim2-parse-filter';
import { badRequest } from './error-rules.ts';
import { coreSchema, toBoolean } from './resource-rules.ts';

/** One equality that a search asks for; a search is all of them together. */
export type Condition =
  | { on: 'id' | 'userName' | 'externalId'; value: string }
  | { on: 'email'; value: string; type: string | undefined }
  | { on: 'active'; value: boolean };

type Found = Condition | { on: 'emailType'; value: string };

const supported = 'eq and and on userName, externalId, emails.value, active and id';
const refuse = (why: string) => badRequest('invalidFilter', `${why} Supported: ${supported}.`);
const longest = 20;

/**
 * Reads a filter of RFC 7644, 3.4.2.2, as far as it is supported here.
 * @throws DomainError `invalid_request` (invalidFilter).
 */
export function readFilter(filter: string): Condition[] {
  let tree: Filter;
  try {
    tree = parse(filter);
  } catch {
    throw refuse('This filter cannot be read.');
  }
  const found = collect(tree, '');
  if (found.length > longest) throw refuse('This filter is too long.');
  const types = found.flatMap((one) => (one.on === 'emailType' ? [one.value] : []));
  const conditions = found.flatMap((one) => (one.on === 'emailType' ? [] : [one]));
  if (types.length === 0) return conditions;
  if (types.length > 1 || !conditions.some(({ on }) => on === 'email')) {
    throw refuse('A type of e-mail is asked for without its value.');
  }
  return conditions.map((one) => (one.on === 'email' ? { ...one, type: types[0] } : one));
}

function collect(filter: Filter, prefix: string): Found[] {
  switch (filter.op) {
    case 'and':
      return filter.filters.flatMap((part) => collect(part, prefix));
    case '[]': {
      const { attrPath, valFilter } = filter;
      return collect(valFilter, `${attrPath}.`);
    }
    case 'eq': {
      const { attrPath, compValue } = filter;
      return [equality(`${prefix}${attrPath}`, compValue)];
    }
    default:
      throw refuse(`The operator ${filter.op} is not supported.`);
  }
}

function equality(path: string, value: unknown): Found {
  const name = path.toLowerCase().replace(`${coreSchema.toLowerCase()}:`, '');
  if (name === 'active') {
    const wanted = toBoolean(value);
    if (wanted === undefined) throw refuse('active is compared with true or false.');
    return { on: 'active', value: wanted };
  }
  const on = texts[name];
  if (on === undefined) throw refuse(`${path} cannot be filtered by.`);
  if (typeof value !== 'string') throw refuse(`${path} is compared with a text in quotes.`);
  return on === 'email' ? { on, value, type: undefined } : { on, value };
}

const texts: Record<string, 'id' | 'userName' | 'externalId' | 'email' | 'emailType'> = {
  id: 'id',
  username: 'userName',
  externalid: 'externalId',
  emails: 'email',
  'emails.value': 'email',
  'emails.type': 'emailType',
};

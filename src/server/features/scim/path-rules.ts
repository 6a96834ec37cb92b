import { parse, type Filter } from 'scim2-parse-filter';
import { badRequest } from './error-rules.ts';
import { attribute, coreSchema, enterpriseSchema, keyFor, type Resource } from './resource-rules.ts';

/** What one operation of a PATCH is about (RFC 7644, 3.5.2): `emails[type eq "work"].value`. */
export interface Target {
  /** The extension that holds the attribute; undefined: the core. */
  schema: string | undefined;
  /** As the resource spells it, else as the standard does; '' for a schema as a whole. */
  name: string;
  filter: Filter | undefined;
  sub: string | undefined;
}

const versioned = /^(urn:[^[\]]+?:\d+\.\d+:\w+)(?:[:.](.+))?$/is;
const unversioned = /^(urn:[^[\]]+):([^:[\]]+(?:\[.*)?)$/is;
const shape = /^([$a-z][\w$-]*)(?:\[(.*)\])?(?:\.([$a-z][\w$-]*))?$/is;

const coreNames = [
  ...[
    'userName',
    'externalId',
    'name',
    'displayName',
    'nickName',
    'profileUrl',
    'title',
    'userType',
    'active',
  ],
  ...['preferredLanguage', 'locale', 'timezone', 'password', 'emails', 'phoneNumbers', 'ims', 'photos'],
  ...['addresses', 'groups', 'entitlements', 'roles', 'x509Certificates', 'id', 'meta', 'schemas'],
];
const enterpriseNames = ['employeeNumber', 'costCenter', 'organization', 'division', 'department', 'manager'];

const spelt = (names: string[], name: string) =>
  names.find((one) => one.toLowerCase() === name.toLowerCase());

/**
 * Reads a path as clients write it: any case, with or without a schema before it, and the names of
 * the enterprise extension also bare.
 * @throws DomainError `invalid_request` (invalidPath, invalidFilter).
 */
export function readPath(path: unknown, resource: Resource): Target {
  if (typeof path !== 'string' || path.length > 1000) {
    throw badRequest('invalidPath', 'A path has to be a text of 1,000 characters at most.');
  }
  const whole = path.trim();
  const split: (string | undefined)[] = versioned.exec(whole) ?? unversioned.exec(whole) ?? [];
  const [, urn, rest] = split.length > 0 ? split : [undefined, undefined, whole];
  const isCore = urn?.toLowerCase() === coreSchema.toLowerCase();
  const isEnterprise = urn?.toLowerCase() === enterpriseSchema.toLowerCase();
  const given = isEnterprise ? enterpriseSchema : urn;
  const named = urn === undefined || isCore ? undefined : (keyFor(resource, urn) ?? given);
  if (rest === undefined) return { schema: named, name: '', filter: undefined, sub: undefined };
  const parts = shape.exec(rest);
  if (!parts) throw badRequest('invalidPath', `The path ${path.slice(0, 200)} cannot be read.`);
  const [, name = '', filter, sub] = parts as (string | undefined)[];
  const bare = urn === undefined && keyFor(resource, name) === undefined && !spelt(coreNames, name);
  const schema =
    bare && spelt(enterpriseNames, name) ? (keyFor(resource, enterpriseSchema) ?? enterpriseSchema) : named;
  const holder = schema === undefined ? resource : attribute(resource, schema);
  const standard = spelt(schema === undefined ? coreNames : enterpriseNames, name) ?? name;
  return {
    schema,
    name: (isHolder(holder) ? keyFor(holder, name) : undefined) ?? standard,
    filter: filter === undefined ? undefined : readValueFilter(filter),
    sub,
  };
}

const isHolder = (holder: unknown): holder is Resource => typeof holder === 'object' && holder !== null;

function readValueFilter(filter: string): Filter {
  try {
    return parse(filter);
  } catch {
    throw badRequest('invalidFilter', 'The filter in this path cannot be read.');
  }
}

/** Whether one of many values is what a filter in a path asks for; texts are compared without case. */
export function matches(value: Resource, filter: Filter): boolean {
  switch (filter.op) {
    case 'and':
      return filter.filters.every((part) => matches(value, part));
    case 'or':
      return filter.filters.some((part) => matches(value, part));
    case 'not':
      return !matches(value, filter.filter);
    case 'pr':
      return attribute(value, filter.attrPath) !== undefined;
    case 'eq':
    case 'ne': {
      const { attrPath, compValue } = filter;
      return (folded(attribute(value, attrPath)) === folded(compValue)) === (filter.op === 'eq');
    }
    default:
      throw badRequest('invalidFilter', 'Paths are filtered by eq, ne, pr, and, or and not.');
  }
}

const folded = (value: unknown): string =>
  typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value ?? '');

/**
 * What a value that a filter asks for, and that is not there, would begin as: `{ type: 'work' }`.
 * Undefined where the filter tells nothing that could be written down.
 */
export function seedOf(filter: Filter): Resource | undefined {
  if (filter.op === 'and') {
    const seeds = filter.filters.map(seedOf);
    return seeds.includes(undefined) ? undefined : (Object.assign({}, ...seeds) as Resource);
  }
  if (filter.op !== 'eq') return undefined;
  const { attrPath, compValue } = filter;
  const name = attrPath.toLowerCase();
  if (name === 'type') return { type: compValue };
  return name === 'primary' ? { primary: folded(compValue) === 'true' } : undefined;
}

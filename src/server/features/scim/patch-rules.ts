import { isDeepStrictEqual } from 'node:util';
import { badRequest } from './error-rules.ts';
import { matches, readPath, seedOf, type Target } from './path-rules.ts';
import {
  attribute,
  coreSchema,
  isObject,
  keyFor,
  valuesOf,
  withBooleans,
  type Resource,
} from './resource-rules.ts';

type Op = 'add' | 'replace' | 'remove';

const multiValued = new Set(
  [
    'emails',
    'phoneNumbers',
    'ims',
    'photos',
    'addresses',
    'groups',
    'entitlements',
    'roles',
    'x509Certificates',
  ].map((name) => name.toLowerCase()),
);
const readOnly = new Set(['id', 'meta', 'groups']);
const mostOperations = 500;

/**
 * A resource after a PATCH (RFC 7644, 3.5.2), as Okta and Entra really send it: no path and an object
 * of paths, capitalised ops, values in a list of one, a work e-mail where there is none yet.
 * @throws DomainError `invalid_request` with SCIM's own kind; nothing is changed in place.
 */
export function applyPatch(resource: Resource, patch: unknown): Resource {
  const operations = attribute(patch, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0) {
    throw badRequest('invalidSyntax', 'A PATCH needs a list of Operations.');
  }
  if (operations.length > mostOperations)
    throw badRequest('tooMany', `At most ${mostOperations} operations at once.`);
  const next = structuredClone(resource);
  for (const operation of operations) applyOperation(next, operation);
  return next;
}

function applyOperation(next: Resource, operation: unknown): void {
  const op = String(attribute(operation, 'op')).trim().toLowerCase();
  if (op !== 'add' && op !== 'replace' && op !== 'remove') {
    throw badRequest('invalidSyntax', 'An operation’s op is add, replace or remove.');
  }
  const path = attribute(operation, 'path');
  const value = attribute(operation, 'value');
  if (path === undefined || path === null || path === '') {
    if (op === 'remove') throw badRequest('noTarget', 'A remove needs a path.');
    if (!isObject(value)) throw badRequest('invalidValue', 'Without a path, the value has to be an object.');
    for (const [name, one] of Object.entries(value)) applyTo(next, op, name, one);
    return;
  }
  const target = readPath(path, next);
  if (target.schema === undefined && readOnly.has(target.name.toLowerCase())) {
    throw badRequest('mutability', `${target.name} cannot be changed.`);
  }
  if (op !== 'remove' && value === undefined) throw badRequest('invalidValue', `${op} needs a value.`);
  applyTo(next, op, path, value);
}

/** What is read-only is passed over: clients send whole objects back. */
function applyTo(next: Resource, op: Op, path: unknown, value: unknown): void {
  const target = readPath(path, next);
  const { schema, name } = target;
  if (name === '') {
    applyToSchema(next, op, schema ?? coreSchema, value);
    return;
  }
  if (schema === undefined && (readOnly.has(name.toLowerCase()) || name === 'schemas')) return;
  if (schema === undefined) {
    change(next, op, target, value);
    return;
  }
  const key = keyFor(next, schema) ?? schema;
  const extension = isObject(next[key]) ? next[key] : {};
  change(extension, op, target, value);
  if (Object.keys(extension).length === 0) removeKey(next, key);
  else {
    next[key] = extension;
    declare(next, key);
  }
}

/** Whatever extension a resource has stands among its schemas. */
function declare(next: Resource, schema: string): void {
  const { schemas } = next;
  if (Array.isArray(schemas) && !schemas.some((one) => String(one).toLowerCase() === schema.toLowerCase())) {
    next.schemas = [...(schemas as unknown[]), schema];
  }
}

/** A whole schema at once: each of its attributes by itself. */
function applyToSchema(next: Resource, op: Op, schema: string, value: unknown): void {
  if (op === 'remove') {
    if (schema !== coreSchema) removeKey(next, keyFor(next, schema) ?? schema);
    return;
  }
  if (!isObject(value)) throw badRequest('invalidValue', 'The value for a schema has to be an object.');
  for (const [name, one] of Object.entries(value)) applyTo(next, op, `${schema}:${name}`, one);
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

function change(holder: Resource, op: Op, target: Target, given: unknown): void {
  const { name } = target;
  const isMulti =
    multiValued.has(name.toLowerCase()) || Array.isArray(holder[name]) || target.filter !== undefined;
  const value = withBooleans(target.sub ?? name, given);
  if (isMulti) changeMany(holder, op, target, value);
  else if (target.sub !== undefined) changePart(holder, op, name, target.sub, value);
  else if (op === 'remove' || isNothing(value)) removeKey(holder, name);
  else holder[name] = withBooleans(name, single(name, holder[name], value));
}

/** The one value of an attribute: what comes as a list of one, or as a manager’s bare id, is made right. */
function single(name: string, before: unknown, value: unknown): unknown {
  const one = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  if (name.toLowerCase() === 'manager' && !isObject(one)) return { value: one };
  if (!isObject(one)) return one;
  const wrapped = Array.isArray(value) && name.toLowerCase() !== 'manager' && !isObject(before);
  if (wrapped && attribute(one, 'value') !== undefined) return attribute(one, 'value');
  return merge(isObject(before) ? before : {}, one);
}

function merge(before: Resource, value: Resource): Resource {
  const merged = { ...before };
  for (const [name, one] of Object.entries(value)) {
    const key = keyFor(merged, name) ?? name;
    if (isNothing(one)) removeKey(merged, key);
    else merged[key] = one;
  }
  return merged;
}

function changePart(holder: Resource, op: Op, name: string, sub: string, value: unknown): void {
  const whole: Resource = isObject(holder[name]) ? holder[name] : {};
  const key = keyFor(whole, sub) ?? sub;
  if (op === 'remove' || isNothing(value)) removeKey(whole, key);
  else whole[key] = single(key, whole[key], value);
  if (Object.keys(whole).length === 0) removeKey(holder, name);
  else holder[name] = whole;
}

function changeMany(holder: Resource, op: Op, target: Target, value: unknown): void {
  const { name, filter, sub } = target;
  const before = valuesOf(holder, name);
  const after =
    filter === undefined && sub === undefined
      ? changeList(op, before, value)
      : changeSome(op, before, target, Array.isArray(value) && value.length === 1 ? value[0] : value);
  if (after.length === 0) removeKey(holder, name);
  else holder[name] = after;
}

function changeList(op: Op, before: Resource[], value: unknown): Resource[] {
  const given = valuesOf({ value: withBooleans('', value) }, 'value');
  if (op === 'replace') return given;
  if (op === 'remove') {
    if (given.length === 0) return [];
    return before.filter((one) => !given.some((gone) => contains(one, gone)));
  }
  const fresh = given.filter((one) => !before.some((old) => isDeepStrictEqual(old, one)));
  return onePrimary([...before, ...fresh], fresh.find(isPrimary));
}

const contains = (whole: Resource, part: Resource): boolean =>
  Object.entries(part).every(([name, value]) => isDeepStrictEqual(attribute(whole, name), value));

/** Of many values one is primary: who has just become so takes it from the others. */
const onePrimary = (values: Resource[], primary: Resource | undefined): Resource[] =>
  values.map((one) => (primary && one !== primary && isPrimary(one) ? { ...one, primary: false } : one));

const isPrimary = (value: Resource): boolean => attribute(value, 'primary') === true;

function changeSome(op: Op, before: Resource[], target: Target, value: unknown): Resource[] {
  const { filter, sub } = target;
  const meant = filter === undefined ? firstOf(before) : before.filter((one) => matches(one, filter));
  const nothing = isNothing(value) || value === '';
  if (op === 'remove' || nothing) {
    return before.flatMap((one) => (meant.includes(one) ? withoutPart(one, sub) : [one]));
  }
  if (meant.length === 0) {
    const seed = filter === undefined ? {} : seedOf(filter);
    if (seed === undefined)
      throw badRequest('noTarget', 'No value is what the filter in this path asks for.');
    return [...before, laid(seed, sub, value)];
  }
  const seed = filter === undefined ? {} : (seedOf(filter) ?? {});
  const changed = new Map(
    meant.map((one) => [one, laid(op === 'replace' && sub === undefined ? seed : one, sub, value)]),
  );
  const primary =
    sub?.toLowerCase() === 'primary' && value === true ? changed.get(meant[0] ?? {}) : undefined;
  return onePrimary(
    before.map((one) => changed.get(one) ?? one),
    primary,
  );
}

/** Without a filter a sub-attribute means the value in use: the primary one, else work, else the first. */
function firstOf(values: Resource[]): Resource[] {
  const chosen =
    values.find(isPrimary) ??
    values.find((one) => String(attribute(one, 'type')).toLowerCase() === 'work') ??
    values[0];
  return chosen ? [chosen] : [];
}

function laid(one: Resource, sub: string | undefined, value: unknown): Resource {
  if (sub === undefined) return merge(one, isObject(value) ? value : { value });
  const part = isObject(value) && attribute(value, 'value') !== undefined ? attribute(value, 'value') : value;
  return { ...one, [keyFor(one, sub) ?? sub]: part };
}

const empty = new Set(['type', 'primary', 'display']);

/** A value without this part; gone where nothing is left that says anything. */
function withoutPart(one: Resource, sub: string | undefined): Resource[] {
  if (sub === undefined) return [];
  const rest = { ...one };
  removeKey(rest, keyFor(rest, sub) ?? sub);
  return Object.keys(rest).every((key) => empty.has(key.toLowerCase())) ? [] : [rest];
}

function removeKey(holder: Resource, key: string): void {
  Reflect.deleteProperty(holder, key);
}

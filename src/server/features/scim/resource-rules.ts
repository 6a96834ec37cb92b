import { emailKey, isEmail } from '../users/index.ts';
import { badRequest } from './error-rules.ts';

export type Resource = Record<string, unknown>;

export const coreSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export const isObject = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The key an object has for an attribute: names of attributes are compared without case. */
export function keyFor(object: Resource, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  return Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());
}

export function attribute(object: unknown, name: string): unknown {
  if (!isObject(object)) return undefined;
  const key = keyFor(object, name);
  return key === undefined ? undefined : object[key];
}

/** What of a resource Usher itself looks at. */
export interface Person {
  userName: string;
  externalId: string | null;
  email: string;
  firstName: string;
  lastName: string;
  employeeId: string | null;
  department: string;
  location: string;
  jobTitle: string;
  /** As given: another User's id or employee number, or something that only the provider knows. */
  manager: string | null;
  /** undefined: the resource does not say. */
  active: boolean | undefined;
}

/**
 * Reads a person out of a resource.
 * @throws DomainError `invalid_request` naming the attribute that cannot be taken.
 */
export function readPerson(resource: Resource): Person {
  const userName = text(attribute(resource, 'userName'), 'userName', 320);
  if (userName === '') throw badRequest('invalidValue', 'userName is required.');
  const name = attribute(resource, 'name');
  const given = text(attribute(name, 'givenName'), 'name.givenName', 200);
  const family = text(attribute(name, 'familyName'), 'name.familyName', 200);
  const whole =
    text(attribute(resource, 'displayName'), 'displayName', 200) ||
    text(attribute(name, 'formatted'), 'name.formatted', 200);
  const email = emailOf(resource, userName);
  const enterprise = attribute(resource, enterpriseSchema);
  return {
    userName,
    externalId: text(attribute(resource, 'externalId'), 'externalId', 1000) || null,
    email,
    firstName: given || family ? given : isAddress(whole, [userName, email]) ? '' : whole,
    lastName: family,
    employeeId: text(attribute(enterprise, 'employeeNumber'), 'employeeNumber', 100) || null,
    department: text(attribute(enterprise, 'department'), 'department', 200),
    location: text(attribute(addressOf(resource), 'locality'), 'addresses.locality', 200),
    jobTitle: text(attribute(resource, 'title'), 'title', 200),
    manager: managerOf(resource),
    active: toBoolean(attribute(resource, 'active')),
  };
}

/** The manager's value; whatever else stands there is kept as it is, and nobody's manager. */
export function managerOf(resource: Resource): string | null {
  const manager = attribute(attribute(resource, enterpriseSchema), 'manager');
  const one: unknown = Array.isArray(manager) ? manager[0] : manager;
  const value = isObject(one) ? attribute(one, 'value') : one;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).trim().normalize('NFC') || null;
}

/** A display name that is only the address again is no name. */
const isAddress = (whole: string, addresses: string[]): boolean =>
  addresses.some((address) => emailKey(address) === emailKey(whole));

/** Booleans that came as texts, where an attribute is known to be one: `active`, and each `primary`. */
export function withBooleans(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => withBooleans('', one));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withBooleans(key, one)]));
  }
  const boolean = ['active', 'primary'].includes(name.toLowerCase()) && typeof value === 'string';
  return boolean ? (toBoolean(value, name) ?? null) : value;
}

function text(value: unknown, name: string, max: number): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw badRequest('invalidValue', `${name} has to be a text.`);
  }
  const trimmed = String(value).trim().normalize('NFC');
  if (trimmed.length > max) throw badRequest('invalidValue', `${name} is longer than ${max} characters.`);
  return trimmed;
}

/** Some clients send booleans as texts, capitalised. */
export function toBoolean(value: unknown, name = 'active'): boolean | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'false') return word === 'true';
  throw badRequest('invalidValue', `${name} has to be true or false.`);
}

/** The values of a multi-valued attribute; one that is not in a list counts as a list of one. */
export function valuesOf(resource: Resource, name: string): Resource[] {
  const value = attribute(resource, name);
  if (value === undefined || value === null) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => (isObject(item) ? item : { value: item }));
}

const typeOf = (value: Resource): string => {
  const type = attribute(value, 'type');
  return typeof type === 'string' ? type.toLowerCase() : '';
};
const isPrimary = (value: Resource): boolean => String(attribute(value, 'primary')).toLowerCase() === 'true';

/** The primary e-mail, else the one of type work, else the userName. */
function emailOf(resource: Resource, userName: string): string {
  const emails = valuesOf(resource, 'emails').filter((email) => Boolean(attribute(email, 'value')));
  const chosen = emails.find(isPrimary) ?? emails.find((email) => typeOf(email) === 'work');
  const address = chosen ? text(attribute(chosen, 'value'), 'emails.value', 320) : userName;
  if (isEmail(address)) return address;
  const where = chosen ? 'emails.value' : 'userName, without a primary or work e-mail beside it,';
  throw badRequest('invalidValue', `${where} has to be an e-mail address.`);
}

function addressOf(resource: Resource): Resource | undefined {
  const addresses = valuesOf(resource, 'addresses');
  return addresses.find((one) => typeOf(one) === 'work') ?? addresses.find(isPrimary) ?? addresses[0];
}

/** What a resource can be found by: every e-mail with its type, once. */
export function emailKeysOf(resource: Resource): { key: string; type: string }[] {
  const found = valuesOf(resource, 'emails').flatMap((email) => {
    const value = attribute(email, 'value');
    const key = typeof value === 'string' ? emailKey(value) : '';
    return key === '' || key.length > 320 ? [] : [{ key, type: typeOf(email).slice(0, 50) }];
  });
  return [...new Map(found.map((email) => [`${email.type} ${email.key}`, email])).values()];
}

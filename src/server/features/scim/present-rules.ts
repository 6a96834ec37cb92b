import { createHash } from 'node:crypto';
import { displayName } from '../users/index.ts';
import { coreSchema, enterpriseSchema, keyFor, type Resource } from './resource-rules.ts';

/** A User as SCIM's reads find them. */
export interface ScimUser {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  employeeId: string | null;
  department: string;
  location: string;
  jobTitle: string;
  status: 'invited' | 'active' | 'waiting' | 'deactivated';
  source: string;
  createdAt: Date;
  updatedAt: Date;
  /** As the identity provider gave it; null where it never did. */
  resource: Resource | null;
}

/** Invited counts as active, and so does whoever waits for a seat: nobody has switched them off. */
export const isOn = ({ status }: Pick<ScimUser, 'status'>): boolean => status !== 'deactivated';

/** The resource of a User whom no identity provider gave: what their record says. */
export function fromRecord(user: ScimUser): Resource {
  const { email, firstName, lastName, employeeId, department, location, jobTitle } = user;
  const extended = employeeId !== null || department !== '';
  return {
    schemas: extended ? [coreSchema, enterpriseSchema] : [coreSchema],
    userName: email,
    displayName: displayName(user),
    name: { formatted: displayName(user), givenName: firstName, familyName: lastName },
    emails: [{ value: email, type: 'work', primary: true }],
    ...(jobTitle !== '' && { title: jobTitle }),
    ...(location !== '' && { addresses: [{ type: 'work', locality: location }] }),
    ...(extended && {
      [enterpriseSchema]: {
        ...(employeeId !== null && { employeeNumber: employeeId }),
        ...(department !== '' && { department }),
      },
    }),
  };
}

/**
 * The version of a User's resource, a weak ETag: made of what a read shows, so that two changes within one
 * millisecond differ as well.
 */
export function versionOf(user: ScimUser): string {
  const shown = JSON.stringify([user.resource ?? fromRecord(user), isOn(user), user.updatedAt]);
  return `W/"${createHash('sha256').update(shown).digest('base64url').slice(0, 22)}"`;
}

/** A User's resource: as given, with the id, the state they are really in, and where it is found. */
export function present(user: ScimUser, publicUrl: string): Resource {
  const given = user.resource ?? fromRecord(user);
  return {
    ...without(given, ['id', 'active', 'meta']),
    ...(keyFor(given, 'schemas') === undefined && { schemas: [coreSchema] }),
    id: user.id,
    active: isOn(user),
    meta: {
      resourceType: 'User',
      created: user.createdAt.toISOString(),
      lastModified: user.updatedAt.toISOString(),
      location: `${publicUrl}/scim/v2/Users/${user.id}`,
      version: versionOf(user),
    },
  };
}

function without(resource: Resource, names: string[]): Resource {
  return Object.fromEntries(Object.entries(resource).filter(([key]) => !names.includes(key.toLowerCase())));
}

export interface Selection {
  attributes?: string | undefined;
  excludedAttributes?: string | undefined;
}

/** Leaves out whole attributes that were not asked for; id and schemas always come. */
export function select(resource: Resource, { attributes, excludedAttributes }: Selection): Resource {
  const always = (key: string) => key === 'id' || key === 'schemas';
  if (attributes !== undefined) {
    const asked = namesIn(attributes);
    return keep(resource, (key) => always(key) || asked.has(key));
  }
  if (excludedAttributes === undefined) return resource;
  const unwanted = namesIn(excludedAttributes);
  return keep(resource, (key) => always(key) || !unwanted.has(key));
}

const keep = (resource: Resource, wanted: (key: string) => boolean): Resource =>
  Object.fromEntries(Object.entries(resource).filter(([key]) => wanted(key.toLowerCase())));

/** `name.givenName` asks for name; an extension's attributes ask for the extension. */
function namesIn(list: string): Set<string> {
  const names = list
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  return new Set(
    names.map((name) => {
      if (name.startsWith(enterpriseSchema.toLowerCase())) return enterpriseSchema.toLowerCase();
      return name.replace(`${coreSchema.toLowerCase()}:`, '').split('.')[0] ?? '';
    }),
  );
}

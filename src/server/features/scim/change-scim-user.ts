import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { command, type AuditEntry, type Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { lockPool } from '../seats/index.ts';
import { deactivateUsers, deleteUsers, reactivateUsers, updateUsers } from '../users/index.ts';
import { refuseTaken } from './create-scim-user.ts';
import { Given, keepable } from './given-rules.ts';
import { readScimUser } from './list-scim-users.ts';
import { applyPatch } from './patch-rules.ts';
import { fromRecord, isOn, type ScimUser } from './present-rules.ts';
import { findManager, keepResource } from './resource-queries.ts';
import { managerOf, readPerson, type Resource } from './resource-rules.ts';
import { assertVersion } from './version-rules.ts';

/** Which User, and the version that they have to be of still, where the client says. */
const Which = z.object({ id: z.string().max(200), ifMatch: z.string().max(2000).optional() });
type Which = z.output<typeof Which>;

/** PUT: the resource as given takes the place of the one that was; without `active` the state stays. */
export const replaceScimUser = command({
  name: 'replace_scim_user',
  permission: 'provision',
  input: Which.extend({ resource: Given }),
  run: (ctx, { resource, ...which }) => change(ctx, which, () => resource),
});

/** PATCH: all of its operations, or none. */
export const patchScimUser = command({
  name: 'patch_scim_user',
  permission: 'provision',
  input: Which.extend({ patch: Given }),
  run: (ctx, { patch, ...which }) => change(ctx, which, (before) => applyPatch(before, patch)),
});

/** DELETE: the User is gone and their seat free; nobody is excluded, so they can be given again. */
export const deleteScimUser = command({
  name: 'delete_scim_user',
  permission: 'provision',
  input: Which,
  async run(ctx, which) {
    const { id } = await lockAndRead(ctx, which);
    await deleteUsers.within(ctx, { ids: [id], exclude: false, orNothing: true });
    return { result: undefined, audit: [] };
  },
});

/** @throws DomainError `not_found`, `version_mismatch`. */
async function lockAndRead(ctx: Context, { id, ifMatch }: Which): Promise<ScimUser> {
  await lockPool(ctx);
  const user = await readScimUser(ctx, id);
  assertVersion(user, ifMatch);
  return user;
}

/**
 * Makes a User what their resource says. Who was invited by hand and is on becomes managed by it.
 * @throws DomainError `not_found`, `version_mismatch`, `user_exists`, `seats_exhausted`, `kept_out`, `last_admin`, `invalid_request`.
 */
async function change(
  ctx: Context,
  which: Which,
  make: (before: Resource) => Resource,
): Promise<{ result: ScimUser; audit: AuditEntry[] }> {
  const user = await lockAndRead(ctx, which);
  const { id } = user;
  const before = { ...(user.resource ?? fromRecord(user)), active: isOn(user) };
  const resource = keepable(make(before));
  const person = readPerson(resource);
  const on = person.active ?? isOn(user);
  await refuseTaken(ctx, person, id);

  if (isOn(user) && !on) {
    await deactivateUsers.within(ctx, {
      ids: [id],
      reason: 'inactive at the identity provider',
      orNothing: true,
    });
  }
  const { email, firstName, lastName, employeeId, department, location, jobTitle } = person;
  const links = user.source === 'manual' && isOn(user);
  const managerEmployeeId = await managerAfter(ctx, id, managerOf(before), person.manager);
  const details = {
    email,
    firstName,
    lastName,
    employeeId,
    department,
    location,
    jobTitle,
    managerEmployeeId,
  };
  await updateUsers.within(ctx, {
    users: [{ id, ...details, ...(links && { source: 'scim' as const }) }],
    orNothing: true,
  });
  if (!isOn(user) && on) await reactivate(ctx, user);

  const same =
    user.resource !== null && isDeepStrictEqual(keepable(before), { ...resource, active: isOn(user) });
  if (!same) await keepResource(ctx, id, person, resource);
  return { result: await readScimUser(ctx, id), audit: [] };
}

/** Another manager than before, none where Usher does not know them; without a word of it, the one there is stays. */
async function managerAfter(ctx: Context, id: string, before: string | null, given: string | null) {
  const found = await findManager(ctx, given, id);
  return found === null && given === before ? undefined : found;
}

/** Somebody invited by hand was deactivated by hand as well: a person's word, which no provider undoes. */
async function reactivate(ctx: Context, user: ScimUser): Promise<void> {
  if (user.source === 'manual') {
    throw new DomainError('kept_out', 'An Admin deactivated this User. An Admin can reactivate them.');
  }
  await reactivateUsers.within(ctx, { ids: [user.id], whenFull: 'refuse', orNothing: true });
}

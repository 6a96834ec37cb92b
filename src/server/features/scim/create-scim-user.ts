import { command, type AuditEntry, type Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { insertUsers, issueFirstInvitations } from '../invitations/index.ts';
import { available, lockPool, recordStatus, seatsExhausted, takeSeats } from '../seats/index.ts';
import { deactivateUsers, readExclusions } from '../users/index.ts';
import { Given, keepable } from './given-rules.ts';
import { readScimUser } from './list-scim-users.ts';
import type { ScimUser } from './present-rules.ts';
import { findHolder, findManager, keepResource, noteManager } from './resource-queries.ts';
import { readPerson, type Person } from './resource-rules.ts';

/**
 * Invites whom an identity provider gives; they take a seat now. With `active: false` they are made
 * Deactivated, without a seat or an invitation.
 * @throws DomainError `seats_exhausted`, `user_exists`, `kept_out` (deleted by hand, and excluded),
 *   `invalid_request`.
 */
export const createScimUser = command({
  name: 'create_scim_user',
  permission: 'provision',
  input: Given,
  async run(ctx, given): Promise<{ result: ScimUser; audit: AuditEntry[] }> {
    const resource = keepable(given);
    const person = readPerson(resource);
    const pool = await lockPool(ctx);
    await refuseTaken(ctx, person, null);
    const excluded = await readExclusions(ctx);
    if (excluded(person)) {
      throw new DomainError(
        'kept_out',
        'An Admin deleted this User and keeps them out. An Admin can lift that.',
      );
    }
    const on = person.active !== false;
    if (on && available(pool) < 1) throw seatsExhausted(0, 1);
    const id = await (on ? invite(ctx, person) : addInactive(ctx, person));
    await keepResource(ctx, id, person, resource);
    const manager = await findManager(ctx, person.manager, id);
    if (manager !== null) await noteManager(ctx, id, manager);
    const audit: AuditEntry[] = on ? [{ action: 'user.invited', subject: 'user', subjectId: id }] : [];
    return { result: await readScimUser(ctx, id), audit };
  },
});

/** @throws DomainError `user_exists` where another User has what has to be one User's alone. */
export async function refuseTaken(ctx: Context, person: Person, exceptId: string | null): Promise<void> {
  const holder = await findHolder(ctx, person, exceptId);
  if (!holder) return;
  const state = holder.status === 'deactivated' ? ', deactivated' : '';
  throw new DomainError(
    'user_exists',
    `A User with this userName, e-mail or employee number is here already${state} (id ${holder.id}).`,
    { userId: holder.id },
  );
}

async function invite(ctx: Context, person: Person): Promise<string> {
  await takeSeats(ctx, { invited: 1 }, 'invited');
  const id = await insert(ctx, person, 'invited');
  await issueFirstInvitations(ctx, [{ id, email: person.email, status: 'invited' }]);
  return id;
}

/** Through the queue and out of it at once: the doors that there are, and none beside them. */
async function addInactive(ctx: Context, person: Person): Promise<string> {
  await recordStatus(ctx, { waiting: 1 }, 'waiting_joined');
  const id = await insert(ctx, person, 'waiting');
  await deactivateUsers.within(ctx, { ids: [id], reason: 'given as inactive', orNothing: true });
  return id;
}

async function insert(ctx: Context, person: Person, status: 'invited' | 'waiting'): Promise<string> {
  const { email, firstName, lastName, employeeId, department, location, jobTitle } = person;
  const row = { email, firstName, lastName, employeeId, department, location, jobTitle };
  const [id] = await insertUsers(ctx, [{ row, status, waitingOrder: 0 }], { source: 'scim', sourceId: null });
  if (id === undefined) throw new Error('a User without an id');
  return id;
}

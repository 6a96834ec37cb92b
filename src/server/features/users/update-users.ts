import { command, type AuditEntry, type Context, type Outcome } from '../../platform/command/index.ts';
import { aboutUser, orThrow, type UserResult } from './change-schemas.ts';
import { lockUsers, type LockedUser } from './lock-queries.ts';
import { changedFields, merge, type Details } from './update-rules.ts';
import { findHolders, rewriteWords, writeDetails } from './update-queries.ts';
import { UpdateUsersInput, type UserChange } from './update-schemas.ts';
import { emailKey } from './user-rules.ts';

interface Update {
  before: LockedUser;
  after: Details;
  fields: (keyof Details)[];
}

/**
 * Changes details of Users, each by what is given for them; a constant number of statements. A new
 * e-mail on an Invited User voids the old link and sends a new one; nobody's sign-in address changes.
 * @returns a result for each: refused with `not_found`, or `user_exists` where the e-mail or employee
 *   id is another User's. Nothing is written for who stays as they were.
 */
export const updateUsers = command({
  name: 'update_users',
  permission: 'manage_users',
  input: UpdateUsersInput,
  async run(ctx, { users: changes, orNothing, trace }): Promise<Outcome<{ results: UserResult[] }>> {
    const locked = await lockUsers(
      ctx,
      changes.map(({ id }) => id),
    );
    const { results, updates } = await judge(ctx, changes, locked.users);
    orThrow(results, orNothing);
    if (updates.length === 0) return { result: { results }, audit: [] };

    // Nothing waits for it here: what the audit says is put together while it is written.
    ctx.atEnd(
      writeDetails(
        ctx,
        updates.map(({ before, after }) => ({ id: before.id, ...after })),
      ),
    );
    const renamed = updates.filter(({ fields }) => fields.some((field) => searched.has(field)));
    if (renamed.length > 0)
      await rewriteWords(
        ctx,
        renamed.map(({ before, after }) => ({ id: before.id, ...after })),
      );
    const readdressed = updates
      .filter(({ before, fields }) => before.status === 'invited' && fields.includes('email'))
      .map(({ before }) => before.id);
    if (readdressed.length > 0) await ctx.emit({ type: 'invitations_due', userIds: readdressed });
    const audit = updates.map(({ before, after, fields }): AuditEntry => {
      const from = Object.fromEntries(fields.map((field) => [field, before[field]]));
      const to = Object.fromEntries(fields.map((field) => [field, after[field]]));
      return aboutUser('user.updated', before.id, trace, { detail: { fields }, values: { from, to } });
    });
    return { result: { results }, audit };
  },
});

/** What no two Users of a space have alike; who keeps theirs is nobody's rival. */
const unique = new Set<keyof Details>(['email', 'employeeId']);
const searched = new Set<keyof Details>(['email', 'firstName', 'lastName', 'employeeId']);

/** Addresses and ids of two Users are never swapped at once: each has to be free before. */
async function judge(
  ctx: Context,
  changes: UserChange[],
  users: Map<string, LockedUser>,
): Promise<{ results: UserResult[]; updates: Update[] }> {
  const planned = changes.map((change) => {
    const before = users.get(change.id);
    if (!before) return undefined;
    const after = merge(before, change);
    return { before, after, fields: changedFields(before, after) };
  });
  const known = await findHolders(
    ctx,
    planned.flatMap((update) => (update?.fields.some((field) => unique.has(field)) ? [update.after] : [])),
  );
  const updates: Update[] = [];
  const results = changes.map(({ id }, i): UserResult => {
    const update = planned[i];
    if (!update) return { id, status: 'refused', code: 'not_found' };
    if (update.fields.length === 0) return { id, status: 'done' };
    const { email, employeeId } = update.after;
    const key = emailKey(email);
    const holders = [
      known.byEmail.get(key),
      employeeId === null ? undefined : known.byEmployeeId.get(employeeId),
    ];
    if (holders.some((holder) => holder !== undefined && holder !== id)) {
      return { id, status: 'refused', code: 'user_exists' };
    }
    known.byEmail.set(key, id);
    if (employeeId !== null) known.byEmployeeId.set(employeeId, id);
    updates.push(update);
    return { id, status: 'done' };
  });
  return { results, updates };
}

import { z } from 'zod';
import { command, type Outcome } from '../../platform/command/index.ts';
import { testOf } from './action-rules.ts';
import { writeRole } from './change-queries.ts';
import { aboutUser, Change, orThrow, type ChangeResult } from './change-schemas.ts';
import { judgeTargets } from './judge-targets.ts';
import { countSeats } from './list-users.ts';
import { lockUsers } from './lock-queries.ts';
import { passOwnership } from './pass-ownership.ts';

export const SetRoleInput = Change.extend({ role: z.enum(['admin', 'member']) });

/**
 * Makes Users Admins or Members. The Owner may step down where another Active Admin succeeds them.
 * @returns a result for each id: refused with `not_found`, `last_admin` or `owner_protected`.
 */
export const setRole = command({
  name: 'set_role',
  permission: 'manage_users',
  input: SetRoleInput,
  async run(ctx, { ids, role, orNothing, trace }): Promise<Outcome<ChangeResult>> {
    const locked = await lockUsers(ctx, ids);
    const test = testOf({ action: 'set_role', role }, locked.admins, ctx.actor);
    const { results, accepted } = judgeTargets(ids, locked, ctx.actor, test);
    orThrow(results, orNothing);
    const changed = accepted.filter((user) => user.role !== role);
    const changedIds = changed.map(({ id }) => id);
    // Who stays an Admin can succeed the Owner; who becomes a Member cannot.
    const unfit = changed.filter((user) => role === 'member' || user.role === 'owner').map(({ id }) => id);
    const succession = await passOwnership(ctx, locked, new Set(unfit));
    if (changed.length > 0) await writeRole(ctx, changedIds, role);
    const audit = changed.map((user) =>
      aboutUser('user.role_changed', user.id, trace, { detail: { from: user.role, to: role } }),
    );
    return { result: { results, seats: await countSeats(ctx, {}) }, audit: [...audit, ...succession] };
  },
});

import { z } from 'zod';
import { command, type Outcome } from '../../platform/command/index.ts';
import { countByStatus, recordStatus, releaseSeats } from '../seats/index.ts';
import { testOf } from './action-rules.ts';
import { writeDeactivated } from './change-queries.ts';
import { aboutUser, Change, orThrow, type ChangeResult } from './change-schemas.ts';
import { keepsOut } from './owner-rules.ts';
import { judgeTargets } from './judge-targets.ts';
import { countSeats } from './list-users.ts';
import { lockUsers } from './lock-queries.ts';
import { passOwnership } from './pass-ownership.ts';

export const DeactivateUsersInput = Change.extend({
  reason: z.string().trim().max(500).optional().describe('Kept with the User, for those who ask later'),
});

/**
 * Switches Users off; the seats they held are free and go to those who wait. A managed User who is
 * deactivated by hand, or by an identity provider that is not their source, is kept out: the feed does not bring
 * them back.
 * @returns a result for each id: refused with `not_found`, `invalid_state` (already so), `last_admin`,
 *   `owner_protected`, or `forbidden` (an Admin, by the employee data).
 */
export const deactivateUsers = command({
  name: 'deactivate_users',
  permission: 'manage_users',
  input: DeactivateUsersInput,
  async run(ctx, { ids, reason, orNothing, trace }): Promise<Outcome<ChangeResult>> {
    const locked = await lockUsers(ctx, ids);
    const { results, accepted } = judgeTargets(
      ids,
      locked,
      ctx.actor,
      testOf({ action: 'deactivate' }, locked.admins, ctx.actor),
    );
    orThrow(results, orNothing);
    if (accepted.length === 0) return { result: { results, seats: await countSeats(ctx, {}) }, audit: [] };

    const gone = accepted.map(({ id }) => id);
    const succession = await passOwnership(ctx, locked, new Set(gone));
    await writeDeactivated(ctx, gone, { reason: reason ?? null, keepOut: keepsOut(ctx.actor) });
    const left = countByStatus(
      accepted.map(({ status }) => status),
      -1,
    );
    const deltas = { ...left, deactivated: accepted.length };
    const holdsSeat = accepted.some(({ status }) => status !== 'waiting');
    if (holdsSeat) await releaseSeats(ctx, deltas, 'deactivated');
    else await recordStatus(ctx, deltas, 'waiting_left');
    const audit = accepted.map(({ id, status }) =>
      aboutUser('user.deactivated', id, trace, {
        detail: { was: status },
        ...(reason !== undefined && { values: { reason } }),
      }),
    );
    return { result: { results, seats: await countSeats(ctx, {}) }, audit: [...audit, ...succession] };
  },
});

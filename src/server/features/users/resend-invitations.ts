import { command, type Outcome } from '../../platform/command/index.ts';
import { testOf } from './action-rules.ts';
import { aboutUser, Change, orThrow, type ChangeResult } from './change-schemas.ts';
import { judgeTargets } from './judge-targets.ts';
import { countSeats } from './list-users.ts';
import { lockUsers } from './lock-queries.ts';

/**
 * Sends Invited Users a fresh link; the one before says that a newer was sent.
 * @returns a result for each id: refused with `not_found`, or `invalid_state` for who is not Invited.
 */
export const resendInvitations = command({
  name: 'resend_invitations',
  permission: 'manage_users',
  input: Change,
  async run(ctx, { ids, orNothing, trace }): Promise<Outcome<ChangeResult>> {
    const locked = await lockUsers(ctx, ids);
    const { results, accepted } = judgeTargets(
      ids,
      locked,
      ctx.actor,
      testOf({ action: 'resend' }, locked.admins, ctx.actor),
    );
    orThrow(results, orNothing);
    const userIds = accepted.map(({ id }) => id);
    if (userIds.length > 0) await ctx.emit({ type: 'invitations_due', userIds });
    const audit = userIds.map((id) => aboutUser('user.invitation_resent', id, trace));
    return { result: { results, seats: await countSeats(ctx, {}) }, audit };
  },
});

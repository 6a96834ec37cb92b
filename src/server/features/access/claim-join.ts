import { z } from 'zod';
import { command, type Context } from '../../platform/command/index.ts';
import { isUniqueViolation } from '../../platform/database/index.ts';
import { countJoined, findJoin, insertUsers, markJoined, type Join } from '../invitations/index.ts';
import { available, lockPool, recordStatus, takeSeats } from '../seats/index.ts';
import { displayName } from '../users/index.ts';
import { insertAccount, joinAccount } from './account-queries.ts';
import { anotherUser, ClaimingAccount, ClaimedName, nameGiven, nameOf } from './claim-invitation.ts';
import { activateUser, findInvitation, nameUser } from './claim-queries.ts';
import { linkInvalid } from './claim-rules.ts';
import { assertJoinable, noPlace } from './join-rules.ts';

/**
 * Claims the link that an open link has mailed: its holder is Active from now on, and takes a seat,
 * or keeps the one they were invited to.
 * @throws DomainError `link_invalid`, `link_off`, `link_used`, `newer_link_sent`, `link_expired`,
 *   `seats_exhausted`; `user_exists` where the account is another User of this space.
 */
export const claimJoin = command({
  name: 'claim_join',
  permission: 'claim',
  input: z.object({
    requestId: z.uuid(),
    generation: z.int().min(1),
    account: ClaimingAccount,
    firstName: ClaimedName,
    lastName: ClaimedName,
  }),
  async run(ctx, { requestId, generation, account, firstName, lastName }) {
    const pool = await lockPool(ctx);
    const join = assertJoinable(await findJoin(ctx, requestId, { lock: true }), generation, ctx.now);
    const { request } = join;
    if (request.status === null && available(pool) < 1) throw noPlace();
    const given = await nameGiven(ctx, account, { firstName, lastName });
    const { userId, named } = await takePlace(ctx, join, given);
    if (account.made) await insertAccount(ctx, { id: account.id, ...account.made, name: nameOf(named) });
    await activateUser(ctx, userId, account.id);
    await markJoined(ctx, requestId);
    await joinAccount(ctx, account.id, userId).catch((error: unknown) => {
      throw isUniqueViolation(error) ? anotherUser() : error;
    });
    const detail = { link: request.linkId, account: account.made ? 'made' : 'known' };
    return {
      result: {
        space: request.space,
        role: named.role,
        userId,
        name: displayName({ ...named, email: request.email }),
      },
      audit: [{ action: 'user.joined_by_link', subject: 'user' as const, subjectId: userId, detail }],
    };
  },
});

interface Named {
  firstName: string;
  lastName: string;
  role: 'owner' | 'admin' | 'member';
}

/** The seat and the User who gets it: the one who is Invited already, or a new one. */
async function takePlace(
  ctx: Context,
  { request }: Join,
  given: { firstName: string; lastName: string },
): Promise<{ userId: string; named: Named }> {
  const { email, userId: known, linkId } = request;
  if (known !== null) {
    await recordStatus(ctx, { invited: -1, active: 1 }, 'claimed');
    const user = await findInvitation(ctx, known, { lock: true });
    if (!user) throw linkInvalid();
    const unnamed = user.firstName === '' && user.lastName === '' && user.source === 'manual';
    const named = unnamed ? { ...user, ...given } : user;
    if (unnamed && nameOf(named) !== '') await nameUser(ctx, known, named);
    return { userId: known, named };
  }
  await takeSeats(ctx, { active: 1 }, 'open_link_claimed');
  await countJoined(ctx, linkId);
  const user = { row: { email, ...given }, status: 'invited' as const, waitingOrder: 0 };
  const [userId = ''] = await insertUsers(ctx, [user], { source: 'manual', sourceId: null });
  return { userId, named: { ...given, role: 'member' } };
}

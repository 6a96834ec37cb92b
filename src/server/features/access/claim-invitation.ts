import { z } from 'zod';
import { command, type Context } from '../../platform/command/index.ts';
import { isUniqueViolation } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { lockPool, recordStatus } from '../seats/index.ts';
import { displayName } from '../users/index.ts';
import { insertAccount, joinAccount, readAccountName } from './account-queries.ts';
import { activateUser, findInvitation, nameUser } from './claim-queries.ts';
import { assertClaimable } from './claim-rules.ts';

/** What claimants call themselves, where nobody has named them. */
export const ClaimedName = z.string().trim().max(200).optional();

/** Which account claims: one there is already, whose password was checked, or one that is made with the claim. */
export const ClaimingAccount = z.object({
  id: z.string().min(1),
  made: z.object({ email: z.string(), passwordHash: z.string() }).optional(),
});
export type ClaimingAccount = z.output<typeof ClaimingAccount>;

/**
 * Claims an invitation: the User is Active from now on, and joined to the account. The seat they
 * hold stays theirs.
 * @throws DomainError `link_invalid`, `link_used`, `newer_link_sent`, `link_expired`; `user_exists`
 *   where the account is another User of this space.
 */
export const claimInvitation = command({
  name: 'claim_invitation',
  permission: 'claim',
  input: z.object({
    userId: z.uuid(),
    generation: z.int().min(1),
    account: ClaimingAccount,
    firstName: ClaimedName,
    lastName: ClaimedName,
  }),
  async run(ctx, { userId, generation, account, firstName, lastName }) {
    await lockPool(ctx);
    const user = assertClaimable(await findInvitation(ctx, userId, { lock: true }), generation, ctx.now);
    const unnamed = user.firstName === '' && user.lastName === '' && user.source === 'manual';
    const named = unnamed ? { ...user, ...(await nameGiven(ctx, account, { firstName, lastName })) } : user;
    if (account.made) await insertAccount(ctx, { id: account.id, ...account.made, name: nameOf(named) });
    await activateUser(ctx, userId, account.id);
    if (unnamed && nameOf(named) !== '') await nameUser(ctx, userId, named);
    await recordStatus(ctx, { invited: -1, active: 1 }, 'claimed');
    await joinAccount(ctx, account.id, userId).catch((error: unknown) => {
      throw isUniqueViolation(error) ? anotherUser() : error;
    });
    return {
      result: { space: user.space, role: user.role, userId, name: displayName(named) },
      audit: [
        {
          action: 'user.claimed',
          subject: 'user',
          subjectId: userId,
          detail: { account: account.made ? 'made' : 'known' },
        },
      ],
    };
  },
});

/** What claimants are called: as they say now, or as their account has said before. */
export async function nameGiven(
  ctx: Context,
  account: ClaimingAccount,
  { firstName = '', lastName = '' }: { firstName?: string | undefined; lastName?: string | undefined },
): Promise<{ firstName: string; lastName: string }> {
  if (account.made || firstName + lastName !== '') return { firstName, lastName };
  return splitName(await readAccountName(ctx, account.id));
}

/** A whole name as first and last. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const [firstName = '', ...rest] = name.trim().split(/\s+/);
  return { firstName, lastName: rest.join(' ') };
}

export const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`.trim();

export const anotherUser = () =>
  new DomainError(
    'user_exists',
    'Your account is in this space already, under another address. Sign in instead.',
  );

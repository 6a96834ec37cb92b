import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { v7 } from 'uuid';
import type { Platform } from '../../platform/command/index.ts';
import { isUniqueViolation } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { emailKey } from '../users/index.ts';
import { findAccountByEmail } from './account-queries.ts';
import { doorOf } from './claim-doors.ts';
import type { ClaimingAccount } from './claim-invitation.ts';
import { NewPassword } from './schemas.ts';

export interface Claim {
  password?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  /** The account that is signed in where the claim is made, if any. */
  signedIn?: string | undefined;
}

/**
 * Shows a link's holder what it offers.
 * @throws DomainError `link_invalid`, `link_used`, `newer_link_sent`, `link_expired`; behind an open
 * link also `link_off` and `seats_exhausted`.
 */
export async function previewClaim(platform: Platform, token: string) {
  const offer = await doorOf(platform, token).open();
  const account = await findAccountByEmail(platform.database, emailKey(offer.email));
  return { ...offer, accountExists: account !== undefined, accountId: account?.id };
}

/**
 * Claims by a link and a password: the account's own where there is one, else that of the account
 * made now. Who is signed in with it needs none. Where the account has a second factor nothing is
 * claimed by its password: it signs in with both first, and then claims.
 * @throws DomainError as `previewClaim`, and `invalid_credentials`, `invalid_request`, `user_exists`.
 */
export async function claim(platform: Platform, token: string, given: Claim) {
  const door = doorOf(platform, token);
  const { email, space, role } = await door.open();
  const names = { firstName: given.firstName, lastName: given.lastName };
  for (let attempt = 1; ; attempt += 1) {
    const { secondFactor, ...account } = await proveAccount(platform, emailKey(email), given);
    if (secondFactor) return { twoFactorRequired: true as const, email: emailKey(email), space, role };
    try {
      const claimed = await door.claim({ account, ...names });
      return { twoFactorRequired: false as const, ...claimed, accountId: account.id };
    } catch (error) {
      // The same person claimed in another space meanwhile, which made the account.
      if (!isUniqueViolation(error, 'user_email_key') || attempt > 1) throw error;
    }
  }
}

async function proveAccount(
  platform: Platform,
  email: string,
  given: Claim,
): Promise<ClaimingAccount & { secondFactor: boolean }> {
  const known = await findAccountByEmail(platform.database, email);
  if (known && known.id === given.signedIn) return { id: known.id, secondFactor: false };
  if (given.password === undefined) throw new DomainError('invalid_request', 'A password is needed.');
  if (!known) return { id: v7(), made: await makeAccount(email, given.password), secondFactor: false };
  const right =
    known.passwordHash && (await verifyPassword({ hash: known.passwordHash, password: given.password }));
  if (!right) throw new DomainError('invalid_credentials', 'That is not the password of your account.');
  return { id: known.id, secondFactor: known.twoFactorEnabled };
}

/** @throws DomainError `invalid_request` where the password is too short. */
async function makeAccount(email: string, password: string) {
  const passwordHash = await hashPassword(choose(password));
  return { email, passwordHash };
}

function choose(password: string): string {
  const parsed = NewPassword.safeParse(password);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid_request', 'Choose a password of at least 10 characters.', {
    issues: [{ path: 'password', message: 'has at least 10 characters' }],
  });
}

import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { Platform } from '../../platform/command/index.ts';
import { withoutSpace } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { findAccountByEmail } from './account-queries.ts';
import { writePassword } from './password-queries.ts';
import { queueAccountMail } from './queue-account-mail.ts';

/**
 * Changes the password of who is signed in, ends every session of theirs and tells them by mail.
 * @throws DomainError `invalid_credentials` where the present one is not right.
 */
export async function changePassword(
  platform: Platform,
  signedIn: { accountId: string; email: string },
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { accountId, email } = signedIn;
  const hash = (await findAccountByEmail(platform.database, email))?.passwordHash;
  if (!hash || !(await verifyPassword({ hash, password: currentPassword }))) {
    throw new DomainError('invalid_credentials', 'That is not your present password.');
  }
  const passwordHash = await hashPassword(newPassword);
  await withoutSpace(platform.database, async (tx) => {
    await writePassword(tx, accountId, passwordHash, platform.clock.now());
    await queueAccountMail(platform, tx, 'password_changed', accountId);
  });
}

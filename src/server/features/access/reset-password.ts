import { setTimeout as wait } from 'node:timers/promises';
import { hashPassword } from 'better-auth/crypto';
import type { Platform } from '../../platform/command/index.ts';
import { withoutSpace } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { countResets, findOpenReset, spendReset } from './account-mail-queries.ts';
import { findAccount } from './account-queries.ts';
import { writePassword } from './password-queries.ts';
import { queueAccountMail } from './queue-account-mail.ts';
import { readResetToken, resetLifetime } from './reset-rules.ts';

/** How many links one account is sent in an hour: nobody can fill another's inbox. */
const mostAnHour = 5;
/** An answer takes this long whether there is such an account or not. */
const answerTime = 400;

/**
 * Sends a link to choose a new password to the account of this case-folded e-mail. Says nothing, in
 * words or in time, about whether there is one.
 */
export async function requestReset(platform: Platform, email: string): Promise<void> {
  const hourAgo = new Date(platform.clock.now().getTime() - 3600_000);
  const queue = withoutSpace(platform.database, async (tx) => {
    const account = await findAccount(tx, email);
    if (!account || (await countResets(tx, account.id, hourAgo)) >= mostAnHour) return;
    await queueAccountMail(platform, tx, 'password_reset', account.id);
  });
  await Promise.all([queue, wait(answerTime)]);
}

/**
 * Whose password a link is about to change.
 * @throws DomainError `link_invalid`: forged, used, older than an hour, or not the newest sent.
 */
export async function checkReset(platform: Platform, token: string) {
  const mailId = readResetToken(platform.secrets, token);
  const since = new Date(platform.clock.now().getTime() - resetLifetime);
  const found = mailId && (await withoutSpace(platform.database, (tx) => findOpenReset(tx, mailId, since)));
  if (!found) throw deadReset();
  return { mailId, ...found };
}

/**
 * Chooses a new password by a link, which is used up; every session of the account ends.
 * @throws DomainError `link_invalid`.
 */
export async function resetPassword(platform: Platform, token: string, password: string): Promise<void> {
  const { mailId, accountId } = await checkReset(platform, token);
  const passwordHash = await hashPassword(password);
  await withoutSpace(platform.database, async (tx) => {
    const now = platform.clock.now();
    if (!(await spendReset(tx, mailId, now))) throw deadReset();
    await writePassword(tx, accountId, passwordHash, now);
    await queueAccountMail(platform, tx, 'password_changed', accountId);
  });
}

const deadReset = () =>
  new DomainError('link_invalid', 'This link does not work any more. Ask for a new one.');

import type { Platform } from '../../platform/command/index.ts';
import { inSpace, withoutSpace } from '../../platform/database/index.ts';
import type { Mailer } from '../../platform/mail/index.ts';
import { writeAccountLetter } from './account-letters.ts';
import { findAccountMail, settleAccountMail, type AccountMail } from './account-mail-queries.ts';
import { listAccountSpaces } from './account-queries.ts';
import { resetUrl } from './reset-rules.ts';
import { readSpaceOfSession } from './session-queries.ts';

export interface AccountMailDeps {
  platform: Platform;
  mailer: Mailer;
  publicUrl: string;
}

/**
 * Sends one account mail; a second call for it does nothing.
 * @throws Error where the server did not take it yet: the job is tried again, with the same Message-ID.
 */
export async function deliverAccountMail(deps: AccountMailDeps, mailId: string): Promise<void> {
  const { platform, mailer } = deps;
  const mail = await withoutSpace(platform.database, (tx) => findAccountMail(tx, mailId));
  if (mail?.state !== 'queued') return;
  const { fromName, ...letter } = await writeAccountMail(deps, mail);
  const { state } = await mailer.send({ id: mail.id, fromName, to: mail.email, ...letter });
  // The server's answer may hold the address, and a job's failure is kept: so it says no more than this.
  if (state === 'later') throw new Error('the mail server did not take an account mail yet');
  await withoutSpace(platform.database, (tx) => settleAccountMail(tx, mail.id, state, platform.clock.now()));
}

/** An account mail as it is sent, and as it is read where there is no mail server. */
export async function writeAccountMail(
  { platform, publicUrl }: Omit<AccountMailDeps, 'mailer'>,
  mail: AccountMail,
) {
  const link = resetUrl(platform.secrets, publicUrl, mail.id);
  const { fromName, timeZone } = await senderOf(platform, mail.accountId);
  const letter = await writeAccountLetter(mail, { fromName, timeZone, publicUrl, resetUrl: link });
  return { fromName, ...letter };
}

/** Who writes to an account: the one space it is in, or Usher where it is in several or none. */
async function senderOf({ database }: Platform, accountId: string) {
  const spaces = await withoutSpace(database, (tx) => listAccountSpaces(tx, accountId));
  const [only] = spaces;
  if (only && spaces.length === 1) {
    const space = await inSpace(database, only.spaceId, (tx) =>
      readSpaceOfSession(tx, only.spaceId, accountId),
    );
    if (space) return { fromName: space.name, timeZone: space.timeZone };
  }
  return { fromName: 'Usher', timeZone: 'UTC' };
}

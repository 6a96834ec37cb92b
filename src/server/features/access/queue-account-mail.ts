import type { Platform } from '../../platform/command/index.ts';
import type { Tx } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { insertAccountMail, type AccountMailKind } from './account-mail-queries.ts';

/** Queues a mail to an account in the transaction of what it tells of; it is in no space's outbox. */
export async function queueAccountMail(
  platform: Platform,
  tx: Tx,
  kind: AccountMailKind,
  accountId: string,
): Promise<void> {
  const now = platform.clock.now();
  const id = newId(now);
  await insertAccountMail(tx, { id, kind, accountId, now });
  await platform.enqueue(tx, { name: 'deliver_account_mail', data: { mailId: id } });
}

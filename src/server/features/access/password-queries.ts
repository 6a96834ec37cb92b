import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/**
 * Writes an account's password, ends its sessions and voids every open link of a reset: whoever had
 * the old password has nothing of it left.
 */
export async function writePassword(
  tx: Tx,
  accountId: string,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await sql`
    with voided as (
      update auth.mail set "usedAt" = ${now}
      where "accountId" = ${accountId} and kind = 'password_reset' and "usedAt" is null
    ), ended as (
      delete from auth.session where "userId" = ${accountId}
    )
    update auth.account set password = ${passwordHash}, "updatedAt" = ${now}
    where "userId" = ${accountId} and "providerId" = 'credential'`.execute(tx);
}

import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

/**
 * Whether any space but this one is there. Two who set up at once queue here until the first has
 * committed, so that the second sees its space.
 */
export async function otherSpaceExists(tx: Tx, spaceId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('usher set-up'))`.execute(tx);
  const { rows } = await sql`select 1 from spaces where id <> ${spaceId} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Takes back the invitation's mail: who sets up is in already. */
export async function cancelInvitationMail(tx: Tx, spaceId: string, userId: string): Promise<void> {
  await sql`
    update mails set state = 'cancelled'
    where space_id = ${spaceId} and user_id = ${userId} and kind = 'invitation' and state = 'queued'`.execute(
    tx,
  );
}

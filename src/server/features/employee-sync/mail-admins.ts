import type { Context } from '../../platform/command/index.ts';
import { queueMails } from '../outbox/index.ts';
import { findAdminsOrOwner } from '../users/index.ts';

/** Tells every Active Admin, or the Owner while nobody is Active, once, about a run that needs a look. */
export async function mailAdmins(
  ctx: Context,
  kind: 'sync_held' | 'sync_failed' | 'sync_short' | 'sync_stuck',
  data: Record<string, unknown>,
): Promise<void> {
  const admins = await findAdminsOrOwner(ctx);
  await queueMails(
    ctx,
    admins.map(({ id, email }) => ({ kind, toEmail: email, userId: id, data })),
  );
}

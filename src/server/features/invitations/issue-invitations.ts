import type { Context } from '../../platform/command/index.ts';
import { queueMails } from '../outbox/index.ts';
import { findRecipients, readInvitationDays, upsertInvitations } from './invite-queries.ts';
import { expiryOf } from './invitation-rules.ts';

/**
 * Makes an invitation with a fresh link for each of these Users, who are Invited already, and
 * queues its mail. A constant number of statements, whatever n.
 * @param options `recipients` where they are known already, else they are read; `prepared` are Users
 *   who wait: the message and who invited are kept for the day they are promoted.
 */
export async function issueInvitations(
  ctx: Context,
  userIds: string[],
  options: {
    message?: string;
    recipients?: { id: string; email: string }[];
    prepared?: string[];
    reminder?: boolean;
  } = {},
): Promise<void> {
  const { prepared = [] } = options;
  if (userIds.length + prepared.length === 0) return;
  const recipients = options.recipients ?? (await findRecipients(ctx, userIds));
  const { invitationDays } = await readInvitationDays(ctx);
  const generations = await upsertInvitations(ctx, [...userIds, ...prepared], {
    invitedBy: ctx.actor.name,
    expiresAt: expiryOf(ctx.now, invitationDays),
    ...(options.message !== undefined && { message: options.message }),
  });
  await queueMails(
    ctx,
    recipients.map(({ id, email }) => ({
      kind: options.reminder ? 'invitation_reminder' : 'invitation',
      toEmail: email,
      userId: id,
      data: { generation: generations.get(id) ?? 1 },
    })),
  );
}

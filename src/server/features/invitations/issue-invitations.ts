import type { Context } from '../../platform/command/index.ts';
import { queueMails } from '../outbox/index.ts';
import {
  findRecipients,
  insertInvitations,
  readInvitationDays,
  upsertInvitations,
} from './invite-queries.ts';
import { expiryOf } from './invitation-rules.ts';

/**
 * Makes the first invitation of each of these Users, who are being made. With
 * `invitationDays` nothing has to be read for it, so all of it may travel behind the statement that makes them.
 * @param made those who wait get no mail: the message and who invited are kept for the day they are promoted.
 */
export async function issueFirstInvitations(
  ctx: Context,
  made: { id: string; email: string; status: 'invited' | 'waiting' }[],
  options: { invitationDays?: number; message?: string | undefined } = {},
): Promise<void> {
  const { message = '', invitationDays = (await readInvitationDays(ctx)).invitationDays } = options;
  const written = insertInvitations(
    ctx,
    made.map(({ id }) => id),
    { message, expiresAt: expiryOf(ctx.now, invitationDays) },
  );
  const mails = made
    .filter(({ status }) => status === 'invited')
    .map(({ id, email }) => ({ kind: 'invitation', toEmail: email, userId: id, data: { generation: 1 } }));
  await Promise.all([written, queueMails(ctx, mails)]);
}

/**
 * Makes an invitation with a fresh link for each of these Users, who are Invited already, and
 * queues its mail. A constant number of statements, whatever n.
 */
export async function issueInvitations(
  ctx: Context,
  userIds: string[],
  { reminder = false } = {},
): Promise<void> {
  if (userIds.length === 0) return;
  const recipients = await findRecipients(ctx, userIds);
  const { invitationDays } = await readInvitationDays(ctx);
  const generations = await upsertInvitations(ctx, userIds, expiryOf(ctx.now, invitationDays));
  await queueMails(
    ctx,
    recipients.map(({ id, email }) => ({
      kind: reminder ? 'invitation_reminder' : 'invitation',
      toEmail: email,
      userId: id,
      data: { generation: generations.get(id) ?? 1 },
    })),
  );
}

import { writeLetter, type LetterBlock } from '../../platform/mail/index.ts';
import type { MailContent, MailRenderers, MailRow, RenderDeps } from '../outbox/index.ts';
import { findInvitation } from './invitation-queries.ts';
import { invitationToken } from './invitation-token.ts';
import { untilWords } from './until-words.ts';

/**
 * The invitation with its link. Cancelled where the User is gone or has claimed, or where a newer
 * link was made: its own mail brings that one.
 */
export const invitationMails: MailRenderers = {
  invitation: (mail, deps) => write(mail, deps, false),
  invitation_reminder: (mail, deps) => write(mail, deps, true),
};

async function write(mail: MailRow, deps: RenderDeps, reminder: boolean): Promise<MailContent | null> {
  const { ctx, publicUrl, spaceName, timeZone } = deps;
  const invitation = mail.userId === null ? undefined : await findInvitation(ctx, mail.userId);
  if (invitation?.status !== 'invited' || invitation.generation !== mail.data.generation) return null;
  const { userId, generation, invitedBy, message, expiresAt, firstName } = invitation;
  const url = `${publicUrl}/claim/${invitationToken(ctx.secrets, { spaceId: ctx.spaceId, userId, generation })}`;
  const inviter = invitedBy === '' ? spaceName : invitedBy;
  const until = untilWords(expiresAt, timeZone);
  const offer = `${inviter} has invited you to ${invitedBy === '' ? 'its learning space' : `the learning space of ${spaceName}`}.`;
  const blocks: LetterBlock[] = [
    { p: `${firstName === '' ? 'Hello' : `Hello ${firstName}`},` },
    { p: reminder ? `Your place is still waiting for you. ${offer}` : offer },
    ...(message === '' ? [] : [{ quote: message, from: inviter }]),
    { p: 'Choose a password, and you are in.' },
    { button: `Join ${spaceName}`, url },
    {
      p: `The link works until ${until}. It is yours alone, so do not pass it on.`,
    },
  ];
  return writeLetter({
    spaceName,
    subject: reminder ? `Your place at ${spaceName} is waiting` : `Your invitation to ${spaceName}`,
    preview: `${offer} The link works until ${until}.`,
    heading: reminder ? `Your place at ${spaceName} is waiting` : `Join ${spaceName}`,
    blocks,
    footer: `Sent to ${mail.toEmail} because ${inviter} invited this address. If you did not expect it, do nothing: without you the link does nothing either.`,
  });
}

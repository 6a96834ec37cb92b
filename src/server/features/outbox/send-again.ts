import { z } from 'zod';
import { command, type AuditEntry } from '../../platform/command/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { dueNow, lockMail, repeatMail, type Repeatable } from './mail-queries.ts';

/**
 * Sends a mail of the Outbox again. One that still waits is tried at once. An invitation is made
 * anew with a fresh link; of everything else the same words go out as a new mail.
 * @throws DomainError `not_found`; `invalid_state` where nobody needs it any more.
 */
export const sendAgain = command({
  name: 'send_again',
  permission: 'manage_users',
  input: z.object({ id: z.uuid() }),
  async run(ctx, { id }): Promise<{ result: { id: string | null }; audit: AuditEntry[] }> {
    const mail = await lockMail(ctx, id);
    if (!mail) throw notFound();
    refuseNeedless(mail);
    if (mail.state === 'queued' || mail.state === 'sending') {
      await dueNow(ctx, id);
      await ctx.enqueue({ name: 'deliver_mails', data: { spaceId: ctx.spaceId } });
      return { result: { id }, audit: [auditOf(mail, 'mail.hurried')] };
    }
    if (mail.userId !== null && mail.kind.startsWith('invitation')) {
      await ctx.emit({ type: 'invitations_due', userIds: [mail.userId] });
      const audit = { ...auditOf(mail, 'user.invitation_resent'), detail: { mailId: id } };
      return { result: { id: null }, audit: [audit] };
    }
    const repeated = await repeatMail(ctx, mail, mail.userEmail ?? mail.to);
    await ctx.enqueue({ name: 'deliver_mails', data: { spaceId: ctx.spaceId } });
    return { result: { id: repeated }, audit: [auditOf(mail, 'mail.sent_again')] };
  },
});

function refuseNeedless(mail: Repeatable): void {
  const refuse = (why: string) => new DomainError('invalid_state', why);
  if (mail.to === 'erased') throw refuse('This person was erased. There is nothing left to send.');
  if (mail.userId === null) return;
  if (mail.userStatus === null) throw refuse('This person is not in the space any more.');
  if (mail.kind.startsWith('invitation') && mail.userStatus !== 'invited') {
    throw refuse(
      mail.userStatus === 'active'
        ? 'This person has signed in already and needs no invitation.'
        : 'This person holds no seat at present, so there is nothing to invite them to.',
    );
  }
  if (mail.userStatus === 'deactivated') throw refuse('This person is deactivated.');
}

const auditOf = (mail: Repeatable, action: string): AuditEntry => ({
  action,
  subject: mail.userId === null ? 'mail' : 'user',
  subjectId: mail.userId ?? mail.id,
  detail: { mailId: mail.id, kind: mail.kind },
});

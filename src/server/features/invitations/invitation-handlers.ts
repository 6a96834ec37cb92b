import { z } from 'zod';
import { command, type Context, type SettledMail } from '../../platform/command/index.ts';
import { recordMailStates } from './invitation-queries.ts';
import { issueInvitations } from './issue-invitations.ts';

/** Invites those who waited and have a seat now, as whoever freed or bought it. */
const invitePromoted = command({
  name: 'invite_promoted',
  permission: 'manage_users',
  input: z.object({ userIds: z.array(z.uuid()) }),
  async run(ctx, { userIds }) {
    await issueInvitations(ctx, userIds);
    const audit = userIds.map((subjectId) => ({
      action: 'user.promoted',
      subject: 'user' as const,
      subjectId,
    }));
    return { result: undefined, audit };
  },
});

/** What invitations do when something happens elsewhere; registered in app.ts. */
export const invitationHandlers = {
  usersPromoted: async (ctx: Context, { userIds }: { userIds: string[] }): Promise<void> => {
    if (userIds.length > 0) await invitePromoted.within(ctx, { userIds });
  },
  mailsSettled: async (ctx: Context, { mails }: { mails: SettledMail[] }): Promise<void> => {
    const invitations = mails.filter(({ kind, userId }) => userId !== null && kind.startsWith('invitation'));
    if (invitations.length > 0) await recordMailStates(ctx, invitations);
  },
};

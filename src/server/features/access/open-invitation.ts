import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { assertClaimable } from './claim-rules.ts';
import { findInvitation, markOpened } from './claim-queries.ts';

/**
 * What the page behind an invitation's link says; notes that it was shown, and claims nothing.
 * @throws DomainError `link_invalid`, `link_used`, `newer_link_sent`, `link_expired`.
 */
export const openInvitation = command({
  name: 'open_invitation',
  permission: 'claim',
  input: z.object({ userId: z.uuid(), generation: z.int().min(1) }),
  async run(ctx, { userId, generation }) {
    const found = assertClaimable(await findInvitation(ctx, userId, { lock: false }), generation, ctx.now);
    const { space, email, firstName, lastName, message, role } = found;
    const invitedBy = found.invitedBy || space.name;
    const first = found.openedAt === null && (await markOpened(ctx, userId));
    return {
      result: { space, email, firstName, lastName, invitedBy, message, role },
      audit: first ? [{ action: 'invitation.opened', subject: 'user', subjectId: userId }] : [],
    };
  },
});

import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { queueMails } from '../outbox/index.ts';
import { emailKey, isEmail } from '../users/index.ts';
import { upsertJoinRequest } from './join-queries.ts';
import { readOpenLink } from './open-link-queries.ts';
import { assertOpen, proofHours, takesAddress } from './open-link-rules.ts';

/**
 * Takes an address that asks to join by an open link, and mails it the link that proves it. The
 * answer is the same for every address, so that it tells nobody who is here.
 * @throws DomainError `link_invalid`, `link_off`.
 */
export const requestJoin = command({
  name: 'request_join',
  permission: 'claim',
  input: z.object({
    linkId: z.uuid(),
    email: z.string().trim().max(320).refine(isEmail, 'is no address'),
  }),
  async run(ctx, { linkId, email }) {
    const link = assertOpen(await readOpenLink(ctx, linkId), ctx.now);
    if (!takesAddress(link.emailDomains, emailKey(email))) return { result: {}, audit: [] };
    const expiresAt = new Date(ctx.now.getTime() + proofHours * 3600_000);
    const request = await upsertJoinRequest(ctx, { linkId, email, expiresAt });
    if (!request) return { result: {}, audit: [] };
    const data = { requestId: request.id, generation: request.generation };
    await queueMails(ctx, [{ kind: 'open_link', toEmail: email, data }]);
    return { result: {}, audit: [{ action: 'open_link.asked', subject: 'link', subjectId: linkId }] };
  },
});

import { writeLetter, type LetterBlock } from '../../platform/mail/index.ts';
import type { MailContent, MailRenderers, MailRow, RenderDeps } from '../outbox/index.ts';
import { writeToken } from './derived-token.ts';
import { findJoinRequest, type JoinRequest } from './join-queries.ts';
import { readOpenLink } from './open-link-queries.ts';
import { hasEnded } from './open-link-rules.ts';
import { untilWords } from './until-words.ts';

/** What answers an address that asked by an open link. Its holder alone reads who is here. */
export const joinMails: MailRenderers = { open_link: write };

async function write(mail: MailRow, deps: RenderDeps): Promise<MailContent | null> {
  const { ctx, spaceName } = deps;
  const id = String(mail.data.requestId);
  const request = await findJoinRequest(ctx, id, { lock: false });
  if (!request || request.generation !== mail.data.generation) return null;
  const link = await readOpenLink(ctx, request.linkId);
  if (!link?.active || hasEnded(link, ctx.now)) return null;
  const { heading, blocks } = answerTo(request, id, deps);
  return writeLetter({
    spaceName,
    subject: heading,
    preview: blocks
      .map((block) => ('p' in block ? block.p : ''))
      .join(' ')
      .trim(),
    heading,
    blocks: [{ p: 'Hello,' }, ...blocks],
    footer: `Sent to ${mail.toEmail} because somebody typed this address behind a link of ${spaceName}. If it was not you, do nothing.`,
  });
}

function answerTo(
  request: JoinRequest,
  id: string,
  deps: RenderDeps,
): { heading: string; blocks: LetterBlock[] } {
  const { ctx, publicUrl, spaceName, timeZone } = deps;
  switch (request.status) {
    case 'active':
      return {
        heading: `You are in ${spaceName} already`,
        blocks: [
          { p: `You have a place in the learning space of ${spaceName}. Sign in with your password.` },
          { button: 'Sign in', url: `${publicUrl}/sign-in` },
        ],
      };
    case 'waiting':
      return {
        heading: `You are waiting for a place at ${spaceName}`,
        blocks: [
          { p: 'You are on the list already. As soon as a place is free, your invitation comes by e-mail.' },
        ],
      };
    case 'deactivated':
      return {
        heading: `You cannot join ${spaceName} by this link`,
        blocks: [{ p: `Your place at ${spaceName} was closed. Ask an Admin there to open it again.` }],
      };
    default: {
      const { generation, expiresAt } = request;
      const url = `${publicUrl}/claim/${writeToken(ctx.secrets, 'join', { spaceId: ctx.spaceId, id, generation })}`;
      return {
        heading: `Join ${spaceName}`,
        blocks: [
          { p: `You asked to join the learning space of ${spaceName}. Choose a password, and you are in.` },
          { button: `Join ${spaceName}`, url },
          {
            p: `The link works until ${untilWords(expiresAt, timeZone)}. It is yours alone, so do not pass it on. It holds no place: you have one from when you have chosen your password.`,
          },
        ],
      };
    }
  }
}

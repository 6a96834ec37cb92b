import { z } from 'zod';
import { actingAs, execute, query, type Platform } from '../../platform/command/index.ts';
import { operation, type Http } from '../../platform/http/index.ts';
import { assertOpen, readLinkToken, readOpenLink, requestJoin } from '../invitations/index.ts';
import { readSettings } from '../spaces/index.ts';
import { isEmail } from '../users/index.ts';
import type { Access } from './access.ts';
import { limited } from './answers.ts';
import { linkInvalid } from './claim-rules.ts';

const token = z.string().min(20).max(400);
const JoinPreviewInput = z.object({ token });
const JoinPreview = z.object({
  space: z.object({ name: z.string() }),
  emailDomains: z.array(z.string()).describe('Domains of the addresses it takes; none: any'),
  endsOn: z.iso.date().nullable(),
});
const JoinInput = z.object({
  token,
  email: z
    .string()
    .trim()
    .max(320)
    .refine(isEmail, 'is no e-mail address')
    .meta({ examples: ['ada@example.org'] }),
});

/** Asking to join by an open link. The answer is the same for every address. */
export function registerJoinRoutes(app: Http, access: Access): void {
  const { platform } = access;
  app.post(
    '/api/v1/join/preview',
    {
      schema: {
        ...operation({
          id: 'previewJoin',
          summary: 'What an open link opens; asks nothing and holds nothing',
          tag: 'Access',
          answers: { 200: JoinPreview },
          problems: ['link_invalid', 'link_off', 'wrong_origin'],
        }),
        body: JoinPreviewInput,
      },
    },
    ({ body }) => {
      const { request, id } = locate(platform, body.token);
      return query(platform, { ...request, permission: 'claim' }, async (ctx) => {
        const { emailDomains, endsOn } = assertOpen(await readOpenLink(ctx, id), ctx.now);
        const { name } = await readSettings(ctx);
        return { space: { name }, emailDomains, endsOn };
      });
    },
  );
  app.post(
    '/api/v1/join',
    {
      schema: {
        ...operation({
          id: 'join',
          summary: 'Ask to join by an open link; the way in comes by e-mail, whoever it is',
          tag: 'Access',
          answers: { 202: z.object({}) },
          problems: ['link_invalid', 'link_off', 'wrong_origin'],
        }),
        body: JoinInput,
      },
    },
    ({ body, ip }, reply) =>
      limited(access, reply, [`join:${ip}`], async () => {
        const { request, id } = locate(platform, body.token);
        await execute(platform, request, requestJoin, { linkId: id, email: body.email });
        return reply.status(202).send({});
      }),
  );
}

function locate(platform: Platform, text: string) {
  const link = readLinkToken(platform.secrets, text);
  if (!link) throw linkInvalid();
  const caller = actingAs({ kind: 'invitee', id: null, name: 'Open link' });
  return { request: { spaceId: link.spaceId, caller }, id: link.id };
}

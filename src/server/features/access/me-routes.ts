import { z } from 'zod';
import { notFound } from '../../platform/errors/index.ts';
import { operation, runQuery, SpaceParams, spaceUrl, type Http } from '../../platform/http/index.ts';
import type { Access } from './access.ts';
import { findOwnPage, listAdmins } from './me-queries.ts';

const Me = z.object({
  user: z.object({
    id: z.uuid(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    role: z.enum(['owner', 'admin', 'member']),
    department: z.string(),
    jobTitle: z.string(),
    joinedAt: z.iso.datetime(),
  }),
  space: z.object({ name: z.string() }),
  platformUrl: z.string().nullable().describe('Address of the learning platform'),
  admins: z.array(z.object({ name: z.string(), email: z.string() })).describe('Active, the Owner first'),
});

/** A person's own page, the one that a Member has. */
export function registerMeRoutes(app: Http, { platform }: Access): void {
  app.get(
    spaceUrl('/me'),
    {
      schema: {
        ...operation({
          id: 'getMe',
          summary: 'The User who is signed in, their space, and whom to ask there',
          tag: 'Access',
          answers: { 200: Me },
        }),
        params: SpaceParams,
      },
    },
    (request) =>
      runQuery(platform, request, 'read_self', async (ctx) => {
        const page = ctx.actor.kind === 'user' ? await findOwnPage(ctx, ctx.actor.id) : undefined;
        if (!page) throw notFound('A key is nobody: sign in to have a page of your own.');
        return { ...page, admins: await listAdmins(ctx) };
      }),
  );
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { execute, type Platform } from '../../platform/command/index.ts';
import type { Http } from '../../platform/http/index.ts';
import { deleteScimUser, patchScimUser, replaceScimUser } from './change-scim-user.ts';
import { createScimUser } from './create-scim-user.ts';
import { Given } from './given-rules.ts';
import type { ScimUser } from './present-rules.ts';
import { Id, locate, Selected, showUser } from './requests.ts';

/** What an identity provider changes: each request is one command, done whole or not at all. */
export function registerWrites(scope: Http, platform: Platform, publicUrl: string): void {
  const schema = { hide: true, params: Id, querystring: Selected, body: Given };
  const show = (reply: FastifyReply, user: ScimUser, selection: z.output<typeof Selected>) =>
    showUser(reply, user, { publicUrl, selection });

  scope.post(
    '/Users',
    { schema: { hide: true, querystring: Selected, body: Given } },
    async (request, reply) => {
      const user = await execute(platform, locate(request), createScimUser, request.body);
      void reply.status(201).header('location', `${publicUrl}/scim/v2/Users/${user.id}`);
      return show(reply, user, request.query);
    },
  );
  scope.put('/Users/:id', { schema }, async (request, reply) => {
    const input = { ...which(request), resource: request.body };
    return show(reply, await execute(platform, locate(request), replaceScimUser, input), request.query);
  });
  scope.patch('/Users/:id', { schema }, async (request, reply) => {
    const input = { ...which(request), patch: request.body };
    return show(reply, await execute(platform, locate(request), patchScimUser, input), request.query);
  });
  scope.delete('/Users/:id', { schema: { hide: true, params: Id } }, async (request, reply) => {
    await execute(platform, locate(request), deleteScimUser, which(request));
    return reply.status(204).removeHeader('content-type').send();
  });
}

const which = (request: Pick<FastifyRequest, 'headers'> & { params: z.output<typeof Id> }) => ({
  id: request.params.id,
  ifMatch: request.headers['if-match'],
});

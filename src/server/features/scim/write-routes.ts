import { z } from 'zod';
import { execute, type Platform } from '../../platform/command/index.ts';
import type { Http } from '../../platform/http/index.ts';
import { deleteScimUser, patchScimUser, replaceScimUser } from './change-scim-user.ts';
import { createScimUser } from './create-scim-user.ts';
import { Given } from './given-rules.ts';
import { present, select, type ScimUser } from './present-rules.ts';
import { Id, locate, Selected } from './requests.ts';

/** What an identity provider changes: each request is one command, done whole or not at all. */
export function registerWrites(scope: Http, platform: Platform, publicUrl: string): void {
  const schema = { hide: true, params: Id, querystring: Selected, body: Given };
  const shown = (user: ScimUser, request: { query: z.output<typeof Selected> }) =>
    select(present(user, publicUrl), request.query);

  scope.post(
    '/Users',
    { schema: { hide: true, querystring: Selected, body: Given } },
    async (request, reply) => {
      const user = await execute(platform, locate(request), createScimUser, request.body);
      return reply
        .status(201)
        .header('location', `${publicUrl}/scim/v2/Users/${user.id}`)
        .send(shown(user, request));
    },
  );
  scope.put('/Users/:id', { schema }, async (request) => {
    const { id } = request.params;
    return shown(
      await execute(platform, locate(request), replaceScimUser, { id, resource: request.body }),
      request,
    );
  });
  scope.patch('/Users/:id', { schema }, async (request) => {
    const { id } = request.params;
    return shown(
      await execute(platform, locate(request), patchScimUser, { id, patch: request.body }),
      request,
    );
  });
  scope.delete('/Users/:id', { schema: { hide: true, params: Id } }, async (request, reply) => {
    await execute(platform, locate(request), deleteScimUser, { id: request.params.id });
    return reply.status(204).removeHeader('content-type').send();
  });
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { execute, type Platform } from '../../platform/command/index.ts';
import { operation, runQuery, SpaceParams, spaceUrl, type Http } from '../../platform/http/index.ts';
import { emailKey } from '../users/index.ts';
import { listProvisioning, ProvisioningList, ProvisioningQuery } from './list-provisioning.ts';
import { noteRequest } from './note-request.ts';
import { keptBody } from './request-rules.ts';
import { attribute } from './resource-rules.ts';

/** "What did the identity provider send?", for the side panel of one User. */
export function registerProvisioning(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/users/:id/provisioning'),
    {
      schema: {
        ...operation({
          id: 'listProvisioning',
          summary: 'What the identity provider sent about a User, newest first',
          description: 'Requests over SCIM that changed the User or were refused, kept for 30 days.',
          tag: 'Users',
          answers: { 200: ProvisioningList },
        }),
        params: SpaceParams.extend({ id: z.uuid() }),
        querystring: ProvisioningQuery,
      },
    },
    (request) =>
      runQuery(platform, request, 'read_users', (ctx) =>
        listProvisioning(ctx, request.params.id, request.query),
      ),
  );
}

/** Notes every request that was to change a User, with its answer, before that goes out. */
export function noteWrites(scope: Http, platform: Platform): void {
  scope.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' && /\/Users(\/|$)/.test(request.routeOptions.url ?? '')) {
      // A missed note is no reason to fail a change that has been made.
      await note(platform, request, reply, payload).catch((error: unknown) => {
        request.log.warn({ err: error }, 'a SCIM request was not noted');
      });
    }
    return payload;
  });
}

const unknownTo = new Set([401, 429]);

async function note(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  const { caller, method, body } = request;
  const status = reply.statusCode;
  if (caller?.spaceId === undefined || unknownTo.has(status)) return;
  const answer: unknown = typeof payload === 'string' && payload !== '' ? JSON.parse(payload) : {};
  const userId = z.uuid().safeParse((request.params as { id?: string }).id ?? attribute(answer, 'id'));
  const userName = attribute(body, 'userName');
  const key = typeof userName === 'string' ? emailKey(userName).slice(0, 320) : '';
  const detail = status >= 400 ? attribute(answer, 'detail') : undefined;
  await execute(platform, { spaceId: caller.spaceId, caller }, noteRequest, {
    userId: userId.data ?? null,
    userNameKey: method === 'POST' && key !== '' ? key : null,
    method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).parse(method),
    body: keptBody(body),
    status,
    detail: typeof detail === 'string' ? detail.slice(0, 2000) : null,
  });
}

import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { deleteRequestsBefore, insertRequest } from './request-queries.ts';

/** Keeps a request and its answer beside the User's story. It is a log itself, and has no row in another. */
export const noteRequest = command({
  name: 'note_scim_request',
  permission: 'provision',
  input: z.object({
    userId: z.uuid().nullable(),
    userNameKey: z.string().min(1).max(320).nullable(),
    method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
    body: z.unknown(),
    status: z.int(),
    detail: z.string().max(2000).nullable(),
  }),
  async run(ctx, request) {
    if (ctx.actor.kind === 'scim') await insertRequest(ctx, ctx.actor.id, request);
    return { result: undefined, audit: [] };
  },
});

const keptFor = 30 * 24 * 3600 * 1000;

/** Forgets requests older than 30 days. @returns how many. */
export const purgeRequests = command({
  name: 'purge_scim_requests',
  permission: 'work',
  input: z.object({}),
  async run(ctx) {
    return { result: await deleteRequestsBefore(ctx, new Date(ctx.now.getTime() - keptFor)), audit: [] };
  },
});

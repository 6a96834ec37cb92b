import { z } from 'zod';
import {
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../platform/http/index.ts';
import { pageById, PageQuery } from '../../platform/paging/index.ts';
import type { Access } from './access.ts';
import { listApiKeys } from './api-key-queries.ts';
import { ApiKeyList, MadeApiKey, NewApiKey } from './api-key-schemas.ts';
import { createApiKey } from './create-api-key.ts';
import { revokeApiKey } from './revoke-api-key.ts';

/** The keys by which programs and identity providers get in. */
export function registerApiKeyRoutes(app: Http, { platform }: Access): void {
  app.get(
    spaceUrl('/api-keys'),
    {
      schema: {
        ...operation({
          id: 'listApiKeys',
          summary: 'The space’s API keys, without their secrets',
          tag: 'Access',
          answers: { 200: ApiKeyList },
        }),
        params: SpaceParams,
        querystring: PageQuery,
      },
    },
    (request) =>
      runQuery(platform, request, 'manage_space', async (ctx) => {
        const keys = await listApiKeys(ctx, request.query);
        const rows = keys.map(({ createdAt, lastUsedAt, ...key }) => ({
          ...key,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        }));
        return pageById(rows, request.query.limit);
      }),
  );

  app.post(
    spaceUrl('/api-keys'),
    {
      schema: {
        ...operation({
          id: 'createApiKey',
          summary: 'Make an API key; it is shown this once',
          tag: 'Access',
          answers: { 201: MadeApiKey },
        }),
        params: SpaceParams,
        body: NewApiKey,
      },
    },
    async (request, reply) => {
      const made = await runCommand(platform, request, createApiKey, request.body);
      return reply.status(201).header('cache-control', 'no-store').send(made);
    },
  );

  app.delete(
    spaceUrl('/api-keys/:id'),
    {
      schema: {
        ...operation({
          id: 'revokeApiKey',
          summary: 'Revoke an API key, for good',
          tag: 'Access',
          answers: { 204: z.null() },
        }),
        params: SpaceParams.extend({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      await runCommand(platform, request, revokeApiKey, { id: request.params.id });
      return reply.status(204).send(null);
    },
  );
}

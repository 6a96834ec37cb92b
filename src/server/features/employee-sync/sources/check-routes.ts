import { z } from 'zod';
import type { Platform } from '../../../platform/command/index.ts';
import {
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../../platform/http/index.ts';
import { NewCheck, SourceCheck } from './check-schemas.ts';
import { readCheck, startCheck } from './start-check.ts';

const tag = 'Data sync';

/** A look at a source before it is saved: its host key, its files, its first rows. Done by a job. */
export function registerCheckRoutes(app: Http, platform: Platform): void {
  app.post(
    spaceUrl('/sync-sources/checks'),
    {
      schema: {
        ...operation({
          id: 'checkSyncSource',
          summary: 'Test the connection of a source and preview what it would read',
          description:
            'Nothing is saved and nobody changes. An SFTP host is first asked for its key alone, with no hostKey given; with the key that a person confirmed, it is signed in to.',
          tag,
          answers: { 202: SourceCheck },
          idempotent: true,
        }),
        params: SpaceParams,
        body: NewCheck,
      },
    },
    async (request, reply) => {
      const id = await runCommand(platform, request, startCheck, request.body);
      const check = await runQuery(platform, request, 'manage_space', (ctx) => readCheck(ctx, id));
      return reply.status(202).header('cache-control', 'no-store').send(check);
    },
  );

  app.get(
    spaceUrl('/sync-sources/checks/:id'),
    {
      schema: {
        ...operation({
          id: 'getSyncSourceCheck',
          summary: 'What a check has found, as soon as it is done',
          tag,
          answers: { 200: SourceCheck },
        }),
        params: SpaceParams.extend({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const check = await runQuery(platform, request, 'manage_space', (ctx) =>
        readCheck(ctx, request.params.id),
      );
      return reply.header('cache-control', 'no-store').send(check);
    },
  );
}

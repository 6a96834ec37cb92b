import { z } from 'zod';
import type { Platform } from '../../platform/command/index.ts';
import {
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../platform/http/index.ts';
import { TimePageQuery } from '../../platform/paging/index.ts';
import { listExclusions } from './exclusion-queries.ts';
import { ExclusionList } from './exclusion-schemas.ts';
import { liftExclusion } from './lift-keep-out.ts';

/** Managed people who were deleted and whom no feed brings back, until an Admin lifts it. */
export function registerExclusions(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/exclusions'),
    {
      schema: {
        ...operation({
          id: 'listExclusions',
          summary: 'Deleted people whom the employee data does not bring back',
          tag: 'Users',
          answers: { 200: ExclusionList },
        }),
        params: SpaceParams,
        querystring: TimePageQuery,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => listExclusions(ctx, request.query)),
  );
  app.delete(
    spaceUrl('/exclusions/:id'),
    {
      schema: {
        ...operation({
          id: 'liftExclusion',
          summary: 'Let the employee data bring a deleted person back',
          tag: 'Users',
          answers: { 204: z.null() },
        }),
        params: SpaceParams.extend({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      await runCommand(platform, request, liftExclusion, { userId: request.params.id });
      return reply.status(204).send(null);
    },
  );
}

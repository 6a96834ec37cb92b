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
import { listOf, TimePageQuery } from '../../platform/paging/index.ts';
import { listAbsentAdmins } from './absent-admin-queries.ts';
import { AbsentAdmin } from './absent-admin-schemas.ts';
import { keepAdmin } from './keep-admin.ts';

/** Admins who left the employee data: a person decides, no feed ever does. */
export function registerAbsentAdmins(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/absent-admins'),
    {
      schema: {
        ...operation({
          id: 'listAbsentAdmins',
          summary: 'Admins whom the employee data no longer lists',
          tag: 'Data sync',
          answers: { 200: listOf(AbsentAdmin) },
        }),
        params: SpaceParams,
        querystring: TimePageQuery,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => listAbsentAdmins(ctx, request.query)),
  );
  app.post(
    spaceUrl('/absent-admins/:id/keep'),
    {
      schema: {
        ...operation({
          id: 'keepAdmin',
          summary: 'Keep an Admin whom the employee data no longer lists',
          tag: 'Data sync',
          answers: { 204: z.null() },
          idempotent: true,
        }),
        params: SpaceParams.extend({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      await runCommand(platform, request, keepAdmin, { userId: request.params.id });
      return reply.status(204).send(null);
    },
  );
}

import type { Platform } from '../../platform/command/index.ts';
import { copyOut } from '../../platform/database/index.ts';
import { operation, runQuery, SpaceParams, spaceUrl, type Http } from '../../platform/http/index.ts';
import { exportQuery } from './export-queries.ts';
import { Facets, listFacets } from './list-facets.ts';
import { LookupInput, LookupResult, lookUp } from './list-found.ts';
import { UserListQuery } from './schemas.ts';

/** What stands beside the list: what can be filtered by, who of a pasted list is here, the list as CSV. */
export function registerUserLookups(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/facets'),
    {
      schema: {
        ...operation({
          id: 'getFacets',
          summary: 'What can be filtered by',
          tag: 'Users',
          answers: { 200: Facets },
        }),
        params: SpaceParams,
      },
    },
    (request) => runQuery(platform, request, 'read_users', listFacets),
  );

  app.post(
    spaceUrl('/users/lookup'),
    {
      bodyLimit: 8 * 1024 * 1024,
      schema: {
        ...operation({
          id: 'lookUpUsers',
          summary: 'Who of a list of addresses or employee ids is here',
          tag: 'Users',
          answers: { 200: LookupResult },
        }),
        params: SpaceParams,
        body: LookupInput,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => lookUp(ctx, request.body.list)),
  );

  app.get(
    spaceUrl('/users.csv'),
    {
      schema: {
        hide: true,
        params: SpaceParams,
        querystring: UserListQuery.omit({ cursor: true, limit: true }),
      },
    },
    async (request, reply) => {
      const { spaceId, compiled } = await runQuery(platform, request, 'read_users', async (ctx) => ({
        spaceId: ctx.spaceId,
        compiled: await exportQuery(ctx, request.query),
      }));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="users.csv"')
        .send(copyOut(platform.database, spaceId, compiled));
    },
  );
}

import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Platform } from '../../platform/command/index.ts';
import { copyOut } from '../../platform/database/index.ts';
import {
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../platform/http/index.ts';
import { ExportUsersInput, exportUsers } from './export-users.ts';
import { Facets, listFacets } from './list-facets.ts';
import { LookupInput, LookupResult, lookUp } from './list-found.ts';

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
        querystring: ExportUsersInput,
      },
    },
    async (request, reply) => {
      const { spaceId, compiled } = await runCommand(platform, request, exportUsers, request.query);
      return sendCsv(reply, 'users.csv', copyOut(platform.database, spaceId, compiled));
    },
  );
}

/** Answers with a file of CSV that is streamed. */
export const sendCsv = (reply: FastifyReply, name: string, rows: Readable): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(rows);

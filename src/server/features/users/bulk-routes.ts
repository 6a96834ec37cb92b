import { z } from 'zod';
import type { Platform } from '../../platform/command/index.ts';
import { copyOut } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import {
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../platform/http/index.ts';
import { PageQuery } from '../../platform/paging/index.ts';
import { problems, UserParams } from './action-routes.ts';
import { atOnce, BulkInput, Operation, OperationList, Preview, PreviewInput } from './bulk-schemas.ts';
import { bulkUsers } from './bulk-users.ts';
import { ChangeResult } from './change-schemas.ts';
import { previewBulk } from './list-preview.ts';
import { sendCsv } from './lookup-routes.ts';
import { listOperations, operationResults, readOperation } from './operation-queries.ts';
import { refuseChanged, startOperation } from './run-operation.ts';

/** One action over many, what it would do, and how far it is. */
export function registerBulk(app: Http, platform: Platform): void {
  const Started = z.object({ operation: Operation });
  app.post(
    spaceUrl('/users/bulk'),
    {
      bodyLimit: 8 * 1024 * 1024,
      schema: {
        ...operation<z.ZodType>({
          id: 'bulkUsers',
          summary: 'One action over many Users: by ids, all that a filter matches, or those of an operation',
          tag: 'Users',
          answers: { 200: ChangeResult, 202: Started },
          problems: [...problems, 'selection_changed', 'idempotency_key_reused'],
          idempotent: true,
        }),
        params: SpaceParams,
        body: BulkInput,
      },
    },
    async (request, reply) => {
      const { ids, filter, operation: before, expected, ...action } = request.body;
      if (ids && ids.length <= atOnce) {
        refuseChanged(new Set(ids).size, expected);
        return runCommand(platform, request, bulkUsers, { ids, ...action });
      }
      const of = ids ? { ids } : before ? { operation: before } : { filter: filter ?? {} };
      const { id } = await runCommand(platform, request, startOperation, { action, of, expected });
      const started = await runQuery(platform, request, 'read_users', (ctx) => readOperation(ctx, id));
      return reply.status(202).send({ operation: started });
    },
  );

  app.post(
    spaceUrl('/users/bulk/preview'),
    {
      bodyLimit: 1024 * 1024,
      schema: {
        ...operation({
          id: 'previewBulk',
          summary: 'What an action over many Users would do, and to whom the seats would go',
          tag: 'Users',
          answers: { 200: Preview },
        }),
        params: SpaceParams,
        body: PreviewInput,
      },
    },
    (request) => runQuery(platform, request, 'manage_users', (ctx) => previewBulk(ctx, request.body)),
  );
  registerOperations(app, platform);
}

function registerOperations(app: Http, platform: Platform): void {
  const read = async (request: Parameters<typeof runQuery>[1], id: string) =>
    runQuery(platform, request, 'read_users', async (ctx) => {
      const found = await readOperation(ctx, id);
      if (!found) throw notFound('There is no such operation in this space.');
      return { ...found, spaceId: ctx.spaceId, compiled: operationResults(ctx, id) };
    });
  app.get(
    spaceUrl('/operations'),
    {
      schema: {
        ...operation({
          id: 'listOperations',
          summary: 'Work over many Users, the newest first',
          tag: 'Users',
          answers: { 200: OperationList },
        }),
        params: SpaceParams,
        querystring: PageQuery,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => listOperations(ctx, request.query)),
  );
  app.get(
    spaceUrl('/operations/:id'),
    {
      schema: {
        ...operation({
          id: 'getOperation',
          summary: 'Progress of work over many Users',
          tag: 'Users',
          answers: { 200: Operation },
        }),
        params: UserParams,
      },
    },
    (request) => read(request, request.params.id),
  );
  app.get(
    spaceUrl('/operations/:id/results.csv'),
    { schema: { hide: true, params: UserParams } },
    async (request, reply) => {
      const { spaceId, compiled } = await read(request, request.params.id);
      return sendCsv(reply, 'results.csv', copyOut(platform.database, spaceId, compiled));
    },
  );
}

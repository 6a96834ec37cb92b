import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Platform } from '../../platform/command/index.ts';
import { copyOut, inSpace } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { operation, runQuery, SpaceParams, spaceUrl, type Http } from '../../platform/http/index.ts';
import { findUnseated } from './forecast-queries.ts';
import { listRunPeople } from './list-run-people.ts';
import { listRuns, readRun } from './list-runs.ts';
import { listSyncHistory } from './list-sync-history.ts';
import { HistoryQuery, RunPeople, RunPeopleQuery, SyncHistory } from './people-schemas.ts';
import { readPart } from './file-queries.ts';
import { readFile } from './receive-file.ts';
import { findRun } from './run-queries.ts';
import { registerRunActions } from './run-action-routes.ts';
import { reportQuery } from './run-report-queries.ts';
import { RunQuery, SyncRunDetail, SyncRunList } from './run-schemas.ts';
import { templateCsv } from './template-rules.ts';
import { registerUpload } from './upload-routes.ts';

const tag = 'Data sync';
const RunParams = SpaceParams.extend({ id: z.uuid() });

/** Runs of the employee data sync: what each read, would do and did, and what a person decides. */
export function registerRunRoutes(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/sync-runs'),
    {
      schema: {
        ...operation({
          id: 'listSyncRuns',
          summary: 'Runs of the employee data sync, newest first',
          tag,
          answers: { 200: SyncRunList },
        }),
        params: SpaceParams,
        querystring: RunQuery,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => listRuns(ctx, request.query)),
  );
  app.get(
    spaceUrl('/sync-runs/:id'),
    {
      schema: {
        ...operation({
          id: 'getSyncRun',
          summary: 'One run in full: counts, guards, seats before and after, who approved',
          tag,
          answers: { 200: SyncRunDetail },
        }),
        params: RunParams,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => readRun(ctx, request.params.id)),
  );
  app.get(
    spaceUrl('/sync-runs/:id/people'),
    {
      schema: {
        ...operation({
          id: 'listSyncRunPeople',
          summary: 'Everybody a run tells of, by outcome, with the reason and the line',
          tag,
          answers: { 200: RunPeople },
        }),
        params: RunParams,
        querystring: RunPeopleQuery,
      },
    },
    (request) =>
      runQuery(platform, request, 'read_users', async (ctx) => {
        const run = await findRun(ctx, request.params.id);
        if (!run) throw notFound('There is no such run in this space.');
        return listRunPeople(ctx, run.id, request.query, await findUnseated(ctx, run));
      }),
  );
  app.get(
    spaceUrl('/sync-history'),
    {
      schema: {
        ...operation({
          id: 'listSyncHistory',
          summary: 'One person across runs, by User or by employee id',
          tag,
          description: 'Runs that left somebody exactly as they were say nothing of them.',
          answers: { 200: SyncHistory },
        }),
        params: SpaceParams,
        querystring: HistoryQuery,
      },
    },
    (request) => runQuery(platform, request, 'read_users', (ctx) => listSyncHistory(ctx, request.query)),
  );
  registerRunFiles(app, platform);
  registerRunActions(app, platform);
  registerUpload(app, platform);
}

/** What can be downloaded: the report, the file as it came, a file to begin from. */
function registerRunFiles(app: Http, platform: Platform): void {
  const hidden = { hide: true, params: RunParams };
  app.get(spaceUrl('/sync-runs/:id/report'), { schema: hidden }, async (request, reply) => {
    const { id } = request.params;
    const { spaceId, compiled } = await runQuery(platform, request, 'read_users', async (ctx) => {
      if (!(await findRun(ctx, id))) throw notFound('There is no such run in this space.');
      return { spaceId: ctx.spaceId, compiled: reportQuery(ctx, id) };
    });
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="sync-report-${id}.csv"`)
      .send(copyOut(platform.database, spaceId, compiled));
  });

  app.get(spaceUrl('/sync-runs/:id/file'), { schema: hidden }, async (request, reply) => {
    const { id } = request.params;
    const { spaceId } = await runQuery(platform, request, 'read_users', async (ctx) => {
      const run = await findRun(ctx, id);
      if (!run) throw notFound('There is no such run in this space.');
      if (!(await readPart(ctx, id, 0)))
        throw notFound('The file of this run is not kept any more, or there was none.');
      return { spaceId: ctx.spaceId };
    });
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename="sync-file-${id}.csv"`)
      .send(
        Readable.from(readFile({ spaceId, runId: id }, (read) => inSpace(platform.database, spaceId, read))),
      );
  });

  app.get(
    spaceUrl('/sync-template.csv'),
    { schema: { hide: true, params: SpaceParams } },
    async (request, reply) => {
      await runQuery(platform, request, 'read_users', () => Promise.resolve());
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="employees.csv"')
        .send(templateCsv);
    },
  );
}

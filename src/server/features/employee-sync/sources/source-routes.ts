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
import { PageQuery } from '../../../platform/paging/index.ts';
import { registerCheckRoutes } from './check-routes.ts';
import { changeSource } from './change-source.ts';
import { createSource } from './create-source.ts';
import { deleteSource } from './delete-source.ts';
import { listSources, readSource } from './list-sources.ts';
import { pauseSource, resumeSource } from './pause-source.ts';
import { NewSource, RunNow, SourceChange, StartedRun, SyncSource, SyncSourceList } from './source-schemas.ts';
import { startRun } from './start-run.ts';

interface Where {
  platform: Platform;
  dropDir: string;
}

const tag = 'Data sync';
const SourceParams = SpaceParams.extend({ id: z.uuid() });

/** Where employee data comes from: setting up, changing, pausing, running, looking before. */
export function registerSourceRoutes(app: Http, platform: Platform, dropDir: string): void {
  const deps = { platform, dropDir };
  registerReads(app, deps);
  registerChanges(app, deps);
  registerRuns(app, deps);
  registerCheckRoutes(app, deps.platform);
}

function registerReads(app: Http, { platform, dropDir }: Where): void {
  app.get(
    spaceUrl('/sync-sources'),
    {
      schema: {
        ...operation({
          id: 'listSyncSources',
          summary: 'Where employee data comes from, and how each source is doing',
          tag,
          answers: { 200: SyncSourceList },
        }),
        params: SpaceParams,
        querystring: PageQuery,
      },
    },
    (request) =>
      runQuery(platform, request, 'manage_users', (ctx) => listSources(ctx, request.query, dropDir)),
  );

  app.get(
    spaceUrl('/sync-sources/:id'),
    {
      schema: {
        ...operation({
          id: 'getSyncSource',
          summary: 'One source; its secrets are never given out',
          tag,
          answers: { 200: SyncSource },
        }),
        params: SourceParams,
      },
    },
    (request) =>
      runQuery(platform, request, 'manage_users', (ctx) => readSource(ctx, request.params.id, dropDir)),
  );
}

function registerChanges(app: Http, { platform, dropDir }: Where): void {
  app.post(
    spaceUrl('/sync-sources'),
    {
      schema: {
        ...operation({
          id: 'createSyncSource',
          summary: 'Set a source up; its first run is a rehearsal',
          tag,
          answers: { 201: SyncSource },
          problems: ['name_taken'],
          idempotent: true,
        }),
        params: SpaceParams,
        body: NewSource,
      },
    },
    async (request, reply) => {
      const id = await runCommand(platform, request, createSource, request.body);
      const made = await runQuery(platform, request, 'manage_users', (ctx) => readSource(ctx, id, dropDir));
      return reply.status(201).send(made);
    },
  );

  app.patch(
    spaceUrl('/sync-sources/:id'),
    {
      schema: {
        ...operation({
          id: 'changeSyncSource',
          summary: 'Change a source; what is not given stays',
          description:
            'Where host, port, user, company or the server of the address change, the secrets kept are void and have to be given again; secrets given as none are none.',
          tag,
          answers: { 200: SyncSource },
          problems: ['name_taken'],
        }),
        params: SourceParams,
        body: SourceChange,
      },
    },
    async (request) => {
      const { id } = request.params;
      await runCommand(platform, request, changeSource, { id, change: request.body });
      return runQuery(platform, request, 'manage_users', (ctx) => readSource(ctx, id, dropDir));
    },
  );

  app.delete(
    spaceUrl('/sync-sources/:id'),
    {
      schema: {
        ...operation({
          id: 'deleteSyncSource',
          summary: 'Take a source out of use; its Users stay, and are by hand from then on',
          tag,
          answers: { 204: z.null() },
          problems: ['run_in_progress'],
        }),
        params: SourceParams,
      },
    },
    async (request, reply) => {
      await runCommand(platform, request, deleteSource, { id: request.params.id });
      return reply.status(204).send(null);
    },
  );
}

function registerRuns(app: Http, { platform, dropDir }: Where): void {
  app.post(
    spaceUrl('/sync-sources/:id/pause'),
    {
      schema: {
        ...operation({
          id: 'pauseSyncSource',
          summary: 'Stop a source’s runs until it is resumed',
          tag,
          answers: { 200: SyncSource },
          idempotent: true,
        }),
        params: SourceParams,
        body: z.object({ reason: z.string().trim().max(500).optional() }).nullish(),
      },
    },
    async (request) => {
      const { id } = request.params;
      await runCommand(platform, request, pauseSource, { id, reason: request.body?.reason });
      return runQuery(platform, request, 'manage_users', (ctx) => readSource(ctx, id, dropDir));
    },
  );

  app.post(
    spaceUrl('/sync-sources/:id/resume'),
    {
      schema: {
        ...operation({
          id: 'resumeSyncSource',
          summary: 'Set a paused source going again',
          tag,
          answers: { 200: SyncSource },
          idempotent: true,
        }),
        params: SourceParams,
      },
    },
    async (request) => {
      const { id } = request.params;
      await runCommand(platform, request, resumeSource, { id });
      return runQuery(platform, request, 'manage_users', (ctx) => readSource(ctx, id, dropDir));
    },
  );

  app.post(
    spaceUrl('/sync-sources/:id/run'),
    {
      schema: {
        ...operation({
          id: 'runSyncSource',
          summary: 'Fetch and run a source now',
          tag,
          answers: { 202: StartedRun },
          problems: ['run_in_progress', 'invalid_state'],
          idempotent: true,
        }),
        params: SourceParams,
        body: RunNow.nullish(),
      },
    },
    async (request, reply) => {
      const { intent } = RunNow.parse(request.body ?? {});
      const runId = await runCommand(platform, request, startRun, { sourceId: request.params.id, intent });
      return reply.status(202).send({ runId });
    },
  );
}

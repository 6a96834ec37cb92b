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
import { liftExclusions } from '../users/index.ts';
import { readRun } from './list-runs.ts';
import { Approval, SyncRunDetail } from './run-schemas.ts';
import { approveRun, cancelRun, discardRun } from './settle-run.ts';
import { undoRun } from './undo-run.ts';

const tag = 'Data sync';
const RunParams = SpaceParams.extend({ id: z.uuid() });

/** What a person decides about runs, and what a run leaves to a person. */
export function registerRunActions(app: Http, platform: Platform): void {
  const detail = (request: Parameters<typeof runQuery>[1], id: string) =>
    runQuery(platform, request, 'read_users', (ctx) => readRun(ctx, id));

  app.post(
    spaceUrl('/sync-runs/:id/approve'),
    {
      schema: {
        ...operation({
          id: 'approveSyncRun',
          summary: 'Apply a run that waits, exactly as it was shown',
          tag,
          description:
            'The plan is drawn up again first. Where file, mapping, limits, matches or leavers are others by then, the approval is void and the run waits again; seats are allotted anew.',
          answers: { 200: SyncRunDetail },
          problems: ['invalid_state', 'approval_void', 'idempotency_key_reused'],
          idempotent: true,
        }),
        params: RunParams,
        body: Approval,
      },
    },
    async (request) => {
      const { id } = request.params;
      await runCommand(platform, request, approveRun, { runId: id, binding: request.body.binding });
      return detail(request, id);
    },
  );
  const settle = (verb: 'discard' | 'cancel', summary: string, command: typeof discardRun) => {
    app.post(
      spaceUrl(`/sync-runs/:id/${verb}`),
      {
        schema: {
          ...operation({
            id: `${verb}SyncRun`,
            summary,
            tag,
            answers: { 200: SyncRunDetail },
            problems: ['invalid_state'],
          }),
          params: RunParams,
        },
      },
      async (request) => {
        await runCommand(platform, request, command, { runId: request.params.id });
        return detail(request, request.params.id);
      },
    );
  };
  settle('discard', 'Discard a run that waits; nobody changes', discardRun);
  settle('cancel', 'Stop a run before anything of it is applied', cancelRun);
  app.post(
    spaceUrl('/sync-runs/:id/undo'),
    {
      schema: {
        ...operation({
          id: 'undoSyncRun',
          summary: 'Take back the last applied run of a source: rehearsed first, then approved',
          tag,
          description:
            'Makes a run of its own that waits for approval. Who joined and has not signed in is deleted, who left comes back or waits, what changed is set back, and the source is paused.',
          answers: { 202: SyncRunDetail },
          problems: ['invalid_state', 'run_in_progress', 'idempotency_key_reused'],
          idempotent: true,
        }),
        params: RunParams,
      },
    },
    async (request, reply) => {
      const id = await runCommand(platform, request, undoRun, { runId: request.params.id });
      return reply.status(202).send(await detail(request, id));
    },
  );
  registerLeftToPeople(app, platform);
}

function registerLeftToPeople(app: Http, platform: Platform): void {
  app.post(
    spaceUrl('/sync-exclusions/lift'),
    {
      schema: {
        ...operation({
          id: 'liftExclusions',
          summary: 'Let the employee data bring back people who were deleted and excluded',
          tag,
          answers: { 200: z.object({ lifted: z.int() }) },
        }),
        params: SpaceParams,
        body: liftExclusions.input,
      },
    },
    (request) => runCommand(platform, request, liftExclusions, request.body),
  );
}

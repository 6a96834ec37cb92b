import { z } from 'zod';
import {
  actingAs,
  command,
  execute,
  query,
  system,
  type Outcome,
  type Platform,
} from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import { lockPool } from '../seats/index.ts';
import { BulkAction, atOnce } from './bulk-schemas.ts';
import { applyAction } from './bulk-users.ts';
import {
  insertOperation,
  lockOperation,
  nextOfOperation,
  readStarter,
  writeFailed,
  writeProgress,
} from './operation-queries.ts';
import { UserFilter } from './schemas.ts';

const job = 'run_user_operation';

const StartOperationInput = z.object({
  action: BulkAction,
  of: z.union([
    z.object({ ids: z.array(z.uuid()) }),
    z.object({ operation: z.uuid() }),
    z.object({ filter: UserFilter }),
  ]),
  expected: z.int().optional(),
});

/** @throws DomainError `selection_changed` with `matching` where it is not the number that was shown. */
export function refuseChanged(total: number, expected: number | undefined): void {
  if (expected === undefined || expected === total) return;
  const message = `This is about ${String(total)} Users by now, not ${String(expected)}. Look again, then go on.`;
  throw new DomainError('selection_changed', message, { matching: total, expected });
}

/**
 * Settles which Users an action is for and leaves the work to a job.
 * @throws DomainError `selection_changed` with `matching` where it is not the number that was shown.
 */
export const startOperation = command({
  name: 'start_operation',
  permission: 'manage_users',
  input: StartOperationInput,
  async run(ctx, { action, of, expected }): Promise<Outcome<{ id: string }>> {
    const chosen = 'ids' in of ? { ids: [...new Set(of.ids)] } : of;
    const { id, total } = await insertOperation(ctx, action, chosen);
    refuseChanged(total, expected);
    await ctx.enqueue({ name: job, data: { spaceId: ctx.spaceId, operationId: id } });
    const detail = { operation: id, action: action.action, users: total };
    return { result: { id }, audit: [{ action: 'operation.started', subject: 'space', detail }] };
  },
});

/** Does the next 1,000 Users of an operation. Run twice, it goes on where the first left off. */
export const advanceOperation = command({
  name: 'advance_operation',
  permission: 'manage_users',
  input: z.object({ id: z.uuid() }),
  async run(ctx, { id }): Promise<Outcome<{ over: boolean }>> {
    await lockPool(ctx);
    const operation = await lockOperation(ctx, id);
    if (!operation) return { result: { over: true }, audit: [] };
    const next = await nextOfOperation(ctx, id, atOnce);
    const over = next.length < atOnce;
    const { action } = operation;
    // Over many transactions nothing can be all or nothing: who finds no seat is refused.
    const each = action.whenFull === 'wait' ? action : { ...action, whenFull: 'fill' as const };
    const ids = next.map(({ userId }) => userId);
    const results = ids.length === 0 ? [] : (await applyAction(ctx, each, ids)).results;
    const positions = new Map(next.map(({ userId, position }) => [userId, position]));
    const placed = results.map((result) => ({ ...result, position: positions.get(result.id) ?? 0 }));
    await writeProgress(ctx, id, placed, over);
    return { result: { over }, audit: [] };
  },
});

const failOperation = command({
  name: 'fail_operation',
  permission: 'work',
  input: z.object({ id: z.uuid() }),
  async run(ctx, { id }) {
    await writeFailed(ctx, id);
    const detail = { operation: id };
    return { result: {}, audit: [{ action: 'operation.failed', subject: 'space' as const, detail }] };
  },
});

/** Does an operation to its end, as the one who asked for it; ends it where they may no longer. */
export async function runOperation(platform: Platform, spaceId: string, id: string): Promise<void> {
  const asSystem = { spaceId, caller: actingAs(system) };
  const starter = await query(platform, { ...asSystem, permission: 'read_users' }, (ctx) =>
    readStarter(ctx, id),
  );
  if (!starter) return;
  try {
    for (let over = false; !over;) {
      ({ over } = await execute(platform, { spaceId, caller: actingAs(starter) }, advanceOperation, { id }));
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await execute(platform, asSystem, failOperation, { id });
  }
}

/** The jobs of this feature. */
export const userJobs = (platform: () => Platform): JobDefinition[] => [
  {
    name: job,
    expireInSeconds: 3600,
    run: ({ spaceId, operationId }) => runOperation(platform(), String(spaceId), String(operationId)),
  },
];

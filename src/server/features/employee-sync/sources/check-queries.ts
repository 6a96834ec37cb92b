import { sql } from 'kysely';
import type { Context } from '../../../platform/command/index.ts';
import type { CheckResult } from './check-schemas.ts';

export interface CheckRow {
  id: string;
  state: 'queued' | 'done' | 'failed';
  sealedInput: string | null;
  result: CheckResult | null;
  code: string | null;
  problem: string | null;
  createdAt: Date;
}

/** Adds a look at a source; those of yesterday and before go. */
export async function insertCheck(
  ctx: Context,
  check: { id: string; sourceId: string | null; sealedInput: string },
): Promise<void> {
  const yesterday = new Date(ctx.now.getTime() - 24 * 3600 * 1000);
  await sql`
    delete from sync_checks where space_id = ${ctx.spaceId} and created_at < ${yesterday}`.execute(ctx.tx);
  await sql`
    insert into sync_checks (space_id, id, source_id, sealed_input, created_by, created_at)
    values (${ctx.spaceId}, ${check.id}, ${check.sourceId}, ${check.sealedInput}, ${ctx.actor.name}, ${ctx.now})`.execute(
    ctx.tx,
  );
}

export async function findCheck(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  id: string,
): Promise<CheckRow | undefined> {
  const { rows } = await sql<CheckRow>`
    select id, state, sealed_input as "sealedInput", result, code, problem, created_at as "createdAt"
    from sync_checks where space_id = ${ctx.spaceId} and id = ${id}`.execute(ctx.tx);
  return rows[0];
}

export async function finishCheck(
  ctx: Context,
  id: string,
  end: { result: CheckResult | null; code?: string; problem?: string },
): Promise<void> {
  const { result, code = null, problem = null } = end;
  await sql`
    update sync_checks
    set state = ${code === null ? 'done' : 'failed'}, result = ${result && JSON.stringify(result)}::jsonb, code = ${code},
        problem = ${problem}, sealed_input = null, finished_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${id} and state = 'queued'`.execute(ctx.tx);
}

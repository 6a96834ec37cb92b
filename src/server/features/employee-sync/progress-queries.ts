import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Tx } from '../../platform/database/index.ts';

/** Notes how far a run has come. @returns who asked it to stop, if anybody did. */
export async function noteProgress(
  scope: { tx: Tx; spaceId: string },
  runId: string,
  note: { phase: string; rows: number; now: Date },
): Promise<string | null> {
  const { rows } = await sql<{ by: string | null }>`
    update sync_progress set phase = ${note.phase}, rows_read = greatest(rows_read, ${note.rows}), updated_at = ${note.now}
    where space_id = ${scope.spaceId} and run_id = ${runId}
    returning cancelled_by as by`.execute(scope.tx);
  return rows[0]?.by ?? null;
}

/** Asks whoever plans a run to stop; the run's own row is theirs meanwhile. */
export async function askToStop(ctx: Context, runId: string): Promise<void> {
  await sql`
    update sync_progress set cancelled_by = ${ctx.actor.name}, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and run_id = ${runId} and cancelled_by is null`.execute(ctx.tx);
}

/** Forgets an earlier wish to stop, where a run is taken up again by approval. */
export async function restartProgress(ctx: Context, runId: string): Promise<void> {
  await sql`
    update sync_progress set cancelled_by = null, phase = 'acquire', rows_read = 0, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and run_id = ${runId}`.execute(ctx.tx);
}

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Run } from './run-queries.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;
type Arrival = Pick<Run, 'id' | 'sourceId' | 'mode' | 'fileTime'>;

/**
 * Marks runs of the source that wait for a person or their turn: a full file has come after them and tells of
 * everybody. A file of changes that is known to be younger than it still counts.
 */
export async function supersede(ctx: Context, full: Arrival): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update sync_runs set state = 'superseded', reason = 'newer_file', finished_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and source_id = ${full.sourceId} and id < ${full.id} and kind = 'sync'
      and state in ('queued', 'rehearsed', 'held')
      and (mode = 'full' or file_time is null or file_time <= coalesce(${full.fileTime}::timestamptz, 'infinity'))
    returning id`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/**
 * Whether a full file of the source came in after this one and counts: then this one is of yesterday. Of changes
 * nothing is lost to a file that may yet be refused: they give way only to one that is applied.
 */
export async function hasNewer(ctx: Reading, run: Arrival): Promise<boolean> {
  const counts =
    run.mode === 'full' ? ['queued', 'running', 'rehearsed', 'held', 'applying', 'applied'] : ['applied'];
  const { rows } = await sql`
    select 1 from sync_runs
    where space_id = ${ctx.spaceId} and source_id = ${run.sourceId} and id > ${run.id} and mode = 'full' and kind = 'sync'
      and undone_by_run_id is null and state = any(${counts}::text[])
      and (${run.mode === 'full'} or coalesce(file_time, 'infinity') >= coalesce(${run.fileTime}::timestamptz, '-infinity'))
    limit 1`.execute(ctx.tx);
  return rows.length > 0;
}

/** Whether changes of the source that came in after this file, and are not known to be older, have been applied. */
export async function haveLaterChangesGone(ctx: Reading, run: Arrival): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sync_runs
    where space_id = ${ctx.spaceId} and source_id = ${run.sourceId} and id > ${run.id} and mode = 'changes' and kind = 'sync'
      and undone_by_run_id is null and state in ('applying', 'applied')
      and coalesce(file_time, 'infinity') >= coalesce(${run.fileTime}::timestamptz, '-infinity') limit 1`.execute(
    ctx.tx,
  );
  return rows.length > 0;
}

/** Whether changes that came in before these, within this minute, are about to be planned. */
export async function areEarlierComing(ctx: Context, run: Arrival): Promise<boolean> {
  const since = new Date(ctx.now.getTime() - 60_000);
  const { rows } = await sql`
    select 1 from sync_runs
    where space_id = ${ctx.spaceId} and source_id = ${run.sourceId} and id < ${run.id} and mode = 'changes' and kind = 'sync'
      and state in ('queued', 'running') and greatest(created_at, approved_at) >= ${since} limit 1`.execute(
    ctx.tx,
  );
  return rows.length > 0;
}

/** Whether another file of the source had the very same time: then whatever writes them keeps it fixed. */
export async function isTimeFixed(
  ctx: Reading,
  run: Pick<Run, 'id' | 'sourceId' | 'fileTime' | 'fileHash'>,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sync_runs
    where space_id = ${ctx.spaceId} and source_id = ${run.sourceId} and id <> ${run.id} and file_time = ${run.fileTime}
      and file_hash <> ${run.fileHash} limit 1`.execute(ctx.tx);
  return rows.length > 0;
}

/** Runs of a source that were begun and not ended: to be finished before another. */
export async function findApplying(ctx: Reading, sourceId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from sync_runs where space_id = ${ctx.spaceId} and source_id = ${sourceId} and state = 'applying'`.execute(
    ctx.tx,
  );
  return rows.map(({ id }) => id);
}

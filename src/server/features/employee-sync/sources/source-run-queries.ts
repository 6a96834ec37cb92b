import { sql } from 'kysely';
import type { Context } from '../../../platform/command/index.ts';
import type { Tx } from '../../../platform/database/index.ts';
import { newIds } from '../../../platform/ids/index.ts';
import type { SeenFile } from '../connectors/connector.ts';

type Reading = { tx: Tx; spaceId: string };

/** The run of a source that is being fetched or worked on, if any. */
export async function findRunInProgress(ctx: Reading, sourceId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from sync_runs where space_id = ${ctx.spaceId} and source_id = ${sourceId}
      and state in ('receiving', 'queued', 'running', 'applying') order by id limit 1`.execute(ctx.tx);
  return rows[0]?.id;
}

/** Whether a run of the source waits for a person. */
export async function isAnyWaiting(ctx: Reading, sourceId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sync_runs where space_id = ${ctx.spaceId} and source_id = ${sourceId}
      and kind = 'sync' and state in ('rehearsed', 'held') limit 1`.execute(ctx.tx);
  return rows.length > 0;
}

/** Ends the runs of a source that wait for a person, who cannot do anything with them any more. */
export async function discardWaiting(ctx: Context, sourceId: string): Promise<void> {
  await sql`
    update sync_runs set state = 'discarded', reason = 'source_deleted', finished_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and source_id = ${sourceId} and state in ('rehearsed', 'held')`.execute(
    ctx.tx,
  );
}

/** Of these files, those that a run of the source took already; by name and time. */
export async function findKnownFiles(
  ctx: Reading,
  sourceId: string,
  files: SeenFile[],
): Promise<Set<string>> {
  if (files.length === 0) return new Set();
  const names = [...new Set(files.map(({ name }) => name))];
  const { rows } = await sql<{ name: string; time: Date }>`
    select distinct file_name as name, file_time as time from sync_runs
    where space_id = ${ctx.spaceId} and source_id = ${sourceId} and file_name = any(${names}::text[])
      and file_time is not null and state not in ('receiving', 'failed', 'cancelled')`.execute(ctx.tx);
  return new Set(rows.map(({ name, time }) => fileKey({ name, time })));
}

export const fileKey = (file: { name: string; time: Date }): string =>
  `${String(file.time.getTime())} ${file.name}`;

/** Records full files that were never read because a newer one lay beside them. */
export async function insertSuperseded(ctx: Context, sourceId: string, files: SeenFile[]): Promise<void> {
  const ids = newIds(files.length, ctx.now);
  await sql`
    insert into sync_runs (space_id, id, source_id, kind, mode, intent, state, reason, file_name, file_time, file_bytes,
      started_by, created_at, finished_at)
    select ${ctx.spaceId}, file.id, ${sourceId}, 'sync', 'full', 'apply', 'superseded', 'newer_file', file.name, file.time,
      file.bytes, ${ctx.actor.name}, ${ctx.now}, ${ctx.now}
    from unnest(${ids}::uuid[], ${files.map(({ name }) => name)}::text[], ${files.map(({ time }) => time)}::timestamptz[],
      ${files.map(({ bytes }) => bytes)}::bigint[]) as file (id, name, time, bytes)`.execute(ctx.tx);
}

/** A fetch that found nothing new, which is as it should be. */
export async function noteQuietRun(ctx: Context, sourceId: string): Promise<void> {
  await sql`
    update sync_sources set last_good_at = ${ctx.now}, failures = 0
    where space_id = ${ctx.spaceId} and id = ${sourceId}`.execute(ctx.tx);
}

/** Sources whose time has come. */
export async function findDueSources(
  ctx: Reading,
  now: Date,
): Promise<{ id: string; name: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; name: string; kind: string }>`
    select id, name, kind from sync_sources
    where space_id = ${ctx.spaceId} and next_run_at <= ${now} and state = 'active' and deleted_at is null
    order by next_run_at, id`.execute(ctx.tx);
  return rows;
}

/** Runs that wait for a file which nobody is bringing any more. */
export async function findAbandonedRuns(ctx: Reading, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from sync_runs where space_id = ${ctx.spaceId} and state = 'receiving'
      and greatest(created_at, try_again_at) < ${before}`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/** The space's name in addresses and its time zone. */
export async function readPlace(ctx: Reading): Promise<{ slug: string; zone: string }> {
  const { rows } = await sql<{ slug: string; zone: string }>`
    select s.slug, t.time_zone as zone from spaces s join space_settings t on t.space_id = ${ctx.spaceId}
    where s.id = ${ctx.spaceId}`.execute(ctx.tx);
  const place = rows[0];
  if (!place) throw new Error('a space without settings');
  return place;
}

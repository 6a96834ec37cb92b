import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Tx } from '../../platform/database/index.ts';

type Reading = { tx: Tx; spaceId: string };

export async function insertPart(scope: Reading, runId: string, part: number, bytes: Buffer): Promise<void> {
  await sql`insert into sync_files (space_id, run_id, part, bytes) values (${scope.spaceId}, ${runId}, ${part}, ${bytes})`.execute(
    scope.tx,
  );
}

export async function readPart(scope: Reading, runId: string, part: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select bytes from sync_files where space_id = ${scope.spaceId} and run_id = ${runId} and part = ${part}`.execute(
    scope.tx,
  );
  return rows[0]?.bytes;
}

export async function deleteFile(scope: Reading, runId: string): Promise<void> {
  await sql`delete from sync_files where space_id = ${scope.spaceId} and run_id = ${runId}`.execute(scope.tx);
}

const open = sql`('receiving', 'queued', 'running', 'applying')`;

/** Whether anything of a space has come to its age. */
export async function hasOldFiles(scope: Reading, before: { file: Date; upload: Date }): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sync_runs r
    where r.space_id = ${scope.spaceId} and (
      r.created_at < ${before.file} and r.file_purged_at is null and r.file_hash is not null and r.state not in ${open}
      or r.created_at < ${before.upload} and r.state = 'receiving' and r.attempts = 0)
    limit 1`.execute(scope.tx);
  return rows.length > 0;
}

/** Purges files of runs older than this. @returns the runs whose file was deleted. */
export async function purgeFiles(ctx: Context, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with old as (
      update sync_runs set file_purged_at = ${ctx.now}
      where space_id = ${ctx.spaceId} and created_at < ${before} and file_purged_at is null and file_hash is not null
        and state not in ${open}
      returning id
    ), gone as (
      delete from sync_files f using old where f.space_id = ${ctx.spaceId} and f.run_id = old.id
    ) select id from old`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/** Ends runs that have waited for a person until their file goes. */
export async function endStale(ctx: Context, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update sync_runs set state = 'discarded', reason = 'file_purged', settled_by = ${ctx.actor.name}, finished_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and created_at < ${before} and kind = 'sync' and state in ('held', 'rehearsed')
    returning id`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/** Ends uploads that began and never came to their end: whoever took them is gone. */
export async function endStalled(ctx: Context, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update sync_runs set state = 'failed', reason = 'not_received', problem = 'The file did not come in whole.',
      finished_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and created_at < ${before} and state = 'receiving' and attempts = 0
    returning id`.execute(ctx.tx);
  for (const { id } of rows) await deleteFile(ctx, id);
  return rows.map(({ id }) => id);
}

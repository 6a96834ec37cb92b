import { sql } from 'kysely';
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

/** Purges files of runs older than this. @returns of how many runs. */
export async function purgeFiles(scope: Reading, before: Date): Promise<number> {
  const { rows } = await sql<{ runs: number }>`
    with gone as (
      delete from sync_files f using sync_runs r
      where f.space_id = ${scope.spaceId} and r.space_id = ${scope.spaceId} and r.id = f.run_id and r.created_at < ${before}
        and r.state not in ('receiving', 'queued', 'running', 'applying')
      returning f.run_id
    ) select count(distinct run_id)::int as runs from gone`.execute(scope.tx);
  return rows[0]?.runs ?? 0;
}

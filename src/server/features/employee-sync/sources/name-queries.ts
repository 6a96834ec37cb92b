import { sql } from 'kysely';
import type { Context } from '../../../platform/command/index.ts';
import { DomainError } from '../../../platform/errors/index.ts';
import type { SourceKind } from '../source-queries.ts';

/** The source of files that people hand over, which is made by itself. */
const reserved = 'CSV upload';

const taken = (path: string, message: string) =>
  new DomainError('name_taken', message, { issues: [{ path, message }] });

/** @throws DomainError `name_taken`. */
export async function refuseTakenName(
  ctx: Context,
  source: { name: string; kind: SourceKind; id?: string },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from sync_sources
    where space_id = ${ctx.spaceId} and name = ${source.name} and deleted_at is null`.execute(ctx.tx);
  if (rows.some(({ id }) => id !== source.id) || (source.name === reserved && source.kind !== 'csv'))
    throw taken('name', 'Another source has this name.');
}

/** Two sources in one folder would take each other's files. @throws DomainError `name_taken`. */
export async function refuseTakenFolder(ctx: Context, folder: string, id?: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from sync_sources
    where space_id = ${ctx.spaceId} and kind = 'folder' and settings ->> 'folder' = ${folder} and deleted_at is null`.execute(
    ctx.tx,
  );
  if (rows.some((row) => row.id !== id))
    throw taken('settings.folder', 'Another source looks into this folder.');
}

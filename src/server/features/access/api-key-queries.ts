import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { inSpace, type Database, type Tx } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { PageQuery } from '../../platform/paging/index.ts';

export type ApiKeyRole = 'admin' | 'scim' | 'operator';

export async function insertApiKey(
  ctx: Context,
  key: { role: ApiKeyRole; name: string; hash: Buffer },
): Promise<string> {
  const id = newId(ctx.now);
  await sql`
    insert into api_keys (space_id, id, role, name, secret_hash, created_by, created_at)
    values (${ctx.spaceId}, ${id}, ${key.role}, ${key.name}, ${key.hash}, ${ctx.actor.name}, ${ctx.now})`.execute(
    ctx.tx,
  );
  return id;
}

export interface FoundKey {
  id: string;
  role: ApiKeyRole;
  name: string;
  lastUsedAt: Date | null;
}

/** The key a secret's hash belongs to, unless it was revoked. */
export async function findApiKey(tx: Tx, spaceId: string, hash: Buffer): Promise<FoundKey | undefined> {
  const { rows } = await sql<FoundKey>`
    select id, role, name, last_used_at as "lastUsedAt" from api_keys
    where space_id = ${spaceId} and secret_hash = ${hash} and revoked_at is null`.execute(tx);
  return rows[0];
}

/** Holds a key that is still good. @returns its role; undefined where there is none. */
export async function lockApiKey(ctx: Context, id: string): Promise<ApiKeyRole | undefined> {
  const { rows } = await sql<{ role: ApiKeyRole }>`
    select role from api_keys
    where space_id = ${ctx.spaceId} and id = ${id} and revoked_at is null for update`.execute(ctx.tx);
  return rows[0]?.role;
}

export async function markRevoked(ctx: Context, id: string): Promise<void> {
  await sql`
    update api_keys set revoked_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${id}`.execute(ctx.tx);
}

/** Writes when a key was last used, unless somebody did so within the last minutes. */
export async function touchApiKey(
  database: Database,
  spaceId: string,
  id: string,
  now: Date,
  before: Date,
): Promise<void> {
  await inSpace(database, spaceId, (tx) =>
    sql`
      update api_keys set last_used_at = ${now}
      where space_id = ${spaceId} and id = ${id} and (last_used_at is null or last_used_at < ${before})`.execute(
      tx,
    ),
  );
}

export interface ApiKeyRow {
  id: string;
  name: string;
  role: ApiKeyRole;
  createdAt: Date;
  createdBy: string;
  lastUsedAt: Date | null;
}

/** A page of the space's keys that are good, the newest first; one more than it holds. */
export async function listApiKeys(ctx: Context, { cursor, limit }: PageQuery): Promise<ApiKeyRow[]> {
  const before = cursor ? sql`and id < ${cursor}::uuid` : sql``;
  const { rows } = await sql<ApiKeyRow>`
    select id, name, role, created_at as "createdAt", created_by as "createdBy", last_used_at as "lastUsedAt"
    from api_keys
    where space_id = ${ctx.spaceId} and revoked_at is null ${before}
    order by id desc limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

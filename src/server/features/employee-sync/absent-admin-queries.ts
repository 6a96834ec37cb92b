import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import {
  pageOf,
  readTimeCursor,
  timeCursor,
  type Listed,
  type TimePageQuery,
} from '../../platform/paging/index.ts';
import type { AbsentAdmin } from './absent-admin-schemas.ts';

/** A page of the Admins whom the employee data no longer lists and nobody has settled; they are as they were. */
export async function listAbsentAdmins(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  { cursor, limit }: TimePageQuery,
): Promise<Listed<AbsentAdmin>> {
  const { at, id } = readTimeCursor(cursor ?? '');
  const after = cursor
    ? sql`and (date_trunc('milliseconds', a.since), a.user_id) > (${at}::timestamptz, ${id}::uuid)`
    : sql``;
  const { rows } = await sql<AbsentAdmin>`
    select u.id, coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.email) as name, u.email, u.role, u.status,
      s.name as source, to_char(a.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
    from sync_absent_admins a
    join users u on u.space_id = ${ctx.spaceId} and u.id = a.user_id
    join sync_sources s on s.space_id = ${ctx.spaceId} and s.id = a.source_id
    where a.space_id = ${ctx.spaceId} and a.kept_at is null and u.role <> 'member' and u.status <> 'deactivated' ${after}
    order by date_trunc('milliseconds', a.since), a.user_id limit ${limit + 1}`.execute(ctx.tx);
  return pageOf(rows, limit, (last) => timeCursor(last.since, last.id));
}

/** Notes that an Admin is kept although no feed lists them. @returns whether there was anything to settle. */
export async function markKept(ctx: Context, userId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update sync_absent_admins set kept_by = ${ctx.actor.name}, kept_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and user_id = ${userId} and kept_at is null`.execute(ctx.tx);
  return (numAffectedRows ?? 0n) > 0n;
}

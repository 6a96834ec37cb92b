import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../platform/command/index.ts';
import { isWholeSpace, whereFilter } from './filter-queries.ts';
import type { Seats, User, UserFilter, UserList, UserListQuery } from './schemas.ts';
import { encodeCursor, orderBy, pageOf } from './sort-queries.ts';

type Reading = Pick<Context, 'tx' | 'spaceId' | 'now'>;

export const iso = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Columns of a User as the API gives them; for a query over `users u left join invitations i`. */
export const userColumns = (now: Date) => sql`
  u.id, u.email, u.first_name as "firstName", u.last_name as "lastName", u.employee_id as "employeeId",
  u.role, u.status, u.source, u.department, u.location, u.job_title as "jobTitle", u.start_date as "startDate",
  ${iso(sql`u.invited_at`)} as "invitedAt", ${iso(sql`u.joined_at`)} as "joinedAt",
  ${iso(sql`u.last_activity_at`)} as "lastActivityAt", ${iso(sql`u.waiting_since`)} as "waitingSince",
  u.eligible_on as "eligibleOn", ${iso(sql`u.deactivated_at`)} as "deactivatedAt",
  u.deactivated_by as "deactivatedBy", u.deactivated_reason as "deactivatedReason", u.kept_out_by as "keptOutBy",
  case when u.status = 'invited' and i.user_id is not null then jsonb_build_object(
    'state', case when i.opened_at is not null then 'opened' else i.mail_state end,
    'expiresAt', ${iso(sql`i.expires_at`)}, 'expired', i.expires_at <= ${now}) end as invitation`;

/** The time zone that "today" is meant in. */
export async function readTimeZone(ctx: Reading): Promise<string> {
  const { rows } = await sql<{ time_zone: string }>`
    select time_zone from space_settings where space_id = ${ctx.spaceId}`.execute(ctx.tx);
  return rows[0]?.time_zone ?? 'UTC';
}

/** The filters that only those who were ever active pass. */
const timed = new Set<UserFilter['lastActivity']>(['today', '7d', '30d', '90d', 'over90d']);

/**
 * One page of the list by keyset: a row whose sort key stays the same is neither skipped nor
 * repeated while others change. The first page carries the cards of the same snapshot, and of
 * Unclaimed Users how many links have expired and how many addresses were refused.
 */
export async function listUsers(ctx: Reading, query: UserListQuery): Promise<z.output<typeof UserList>> {
  const { sort, cursor, limit, ...filter } = query;
  const order = orderBy(sort);
  const where = whereFilter(ctx.spaceId, filter, ctx.now);
  const noNulls = sort.endsWith('lastActivityAt') && timed.has(filter.lastActivity);
  const page = sql<User & { sort_key: string[] | null }>`
    select ${userColumns(ctx.now)}, ${order.key} as sort_key
    from (${pageOf(order, { where, noNulls }, limit + 1, cursor)}) u
    left join invitations i on i.space_id = ${ctx.spaceId} and i.user_id = u.id
    order by ${order.by}`.execute(ctx.tx);
  const unclaimed = filter.lastActivity === 'never' || filter.status === 'invited';
  const first = cursor === undefined;
  // Sent together: one round trip for the page and its cards.
  const [{ rows }, seats, health] = await Promise.all([
    page,
    first ? countSeats(ctx, filter) : undefined,
    first && unclaimed ? countHealth(ctx, where) : undefined,
  ]);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? encodeCursor(order, last.sort_key, last.id) : null;
  const users = items.map(({ sort_key: _, ...user }): User => user);
  return { items: users, nextCursor, ...(seats && { seats }), ...(health && { unclaimed: health }) };
}

/** Of the Unclaimed whom a filter lists: links that have expired, addresses the mail server refused. */
async function countHealth(
  ctx: Reading,
  where: RawBuilder<boolean>,
): Promise<{ expired: number; refused: number }> {
  const { rows } = await sql<{ expired: number; refused: number }>`
    select count(*) filter (where i.expires_at <= ${ctx.now})::int as expired,
      count(*) filter (where i.mail_state = 'refused')::int as refused
    from users u join invitations i on i.space_id = ${ctx.spaceId} and i.user_id = u.id
    where ${where} and u.status = 'invited'`.execute(ctx.tx);
  return rows[0] ?? { expired: 0, refused: 0 };
}

/**
 * The four cards. Without a filter it is one row, whatever the number of Users; with one, the
 * matching Users are counted by status.
 */
export async function countSeats(ctx: Reading, filter: UserFilter): Promise<Seats> {
  const whole = isWholeSpace(filter);
  const where = whole ? sql`false` : whereFilter(ctx.spaceId, filter, ctx.now);
  const { rows } = await sql<Seats & { counted_unclaimed: number; counted_active: number; counted: number }>`
    select p.total, p.total - p.taken as available, p.taken as invited, p.invited as unclaimed, p.active,
      p.deactivated, p.waiting, (p.taken + p.waiting) as matching, c.counted_unclaimed, c.counted_active, c.counted
    from seat_pools p cross join (
      select count(*) filter (where u.status = 'invited') as counted_unclaimed,
        count(*) filter (where u.status = 'active') as counted_active, count(*) as counted
      from users u where ${where}
    ) c
    where p.space_id = ${ctx.spaceId}`.execute(ctx.tx);
  const row = rows[0];
  if (!row) throw new Error('a space without a seat pool');
  const { counted_unclaimed: unclaimed, counted_active: active, counted: matching, ...seats } = row;
  return whole ? seats : { ...seats, unclaimed, active, invited: unclaimed + active, matching };
}

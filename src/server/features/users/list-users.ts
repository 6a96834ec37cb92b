import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { isWholeSpace, whereFilter } from './filter-queries.ts';
import type { Seats, SortKey, User, UserFilter, UserListQuery } from './schemas.ts';

type Reading = Pick<Context, 'tx' | 'spaceId' | 'now'>;

const sortColumns: Record<SortKey, RawBuilder<unknown>> = {
  name: sql`u.sort_name`,
  email: sql`u.email_key`,
  role: sql`u.role`,
  department: sql`u.department`,
  location: sql`u.location`,
  status: sql`u.status`,
  lastActivityAt: sql`u.last_activity_at`,
  joinedAt: sql`u.joined_at`,
  invitedAt: sql`u.invited_at`,
};
const timed = new Set<SortKey>(['lastActivityAt', 'joinedAt', 'invitedAt']);

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

interface Order {
  key: SortKey;
  descending: boolean;
  column: RawBuilder<unknown>;
  by: RawBuilder<unknown>;
}

function sortingBy(sort: UserListQuery['sort']): Order {
  const descending = sort.startsWith('-');
  const key = (descending ? sort.slice(1) : sort) as SortKey;
  const column = sortColumns[key];
  const by = descending ? sql`${column} desc nulls last, u.id desc` : sql`${column} asc nulls last, u.id asc`;
  return { key, descending, column, by };
}

/** What the list is ordered by, for a query over `users u`. */
export const orderOf = (sort: UserListQuery['sort']): RawBuilder<unknown> => sortingBy(sort).by;

/**
 * One page of the list by keyset: a row whose sort key stays the same is neither skipped nor
 * repeated while others change. The first page carries the cards of the same snapshot.
 */
export async function listUsers(
  ctx: Reading,
  query: UserListQuery,
): Promise<{ items: User[]; nextCursor: string | null; seats?: Seats }> {
  const { sort, cursor, limit, ...filter } = query;
  const { key, descending, column, by } = sortingBy(sort);
  const timeZone = await readTimeZone(ctx);
  const where = whereFilter(ctx.spaceId, filter, ctx.now, timeZone);
  const after = cursor === undefined ? sql`` : sql` and ${afterCursor(column, key, descending, cursor)}`;
  // Times leave as text of full precision: a Date would round and skip the rows in between.
  const sortKey = timed.has(key) ? sql`${column}::text` : column;
  const { rows } = await sql<User & { sort_key: string | null }>`
    select ${userColumns(ctx.now)}, ${sortKey} as sort_key
    from (
      select u.* from users u where ${where}${after}
      order by ${by} limit ${limit + 1}
    ) u
    left join invitations i on i.space_id = ${ctx.spaceId} and i.user_id = u.id
    order by ${by}`.execute(ctx.tx);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? encodeCursor([last.sort_key, last.id]) : null;
  const users = items.map(({ sort_key: _, ...user }): User => user);
  if (cursor !== undefined) return { items: users, nextCursor };
  return { items: users, nextCursor, seats: await countSeats(ctx, filter, timeZone) };
}

function afterCursor(
  column: RawBuilder<unknown>,
  key: SortKey,
  descending: boolean,
  cursor: string,
): RawBuilder<boolean> {
  const [value, id] = decodeCursor(cursor);
  const past = descending ? sql`<` : sql`>`;
  if (value === null) return sql<boolean>`${column} is null and u.id ${past} ${id}::uuid`;
  const typed = timed.has(key) ? sql`${value}::timestamptz` : sql`${value}`;
  const beyond = sql`(${column}, u.id) ${past} (${typed}, ${id}::uuid)`;
  return timed.has(key) ? sql<boolean>`(${beyond} or ${column} is null)` : sql<boolean>`${beyond}`;
}

const encodeCursor = (parts: [string | null, string]) =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

function decodeCursor(cursor: string): [string | null, string] {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    const plausible = value === null || typeof value === 'string';
    if (plausible && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return [value, id];
  } catch {
    // Falls through to the refusal below.
  }
  throw new DomainError('invalid_request', 'This cursor is not one that this list gave.');
}

/**
 * The four cards. Without a filter it is one row, whatever the number of Users; with one, the
 * matching Users are counted by status.
 */
export async function countSeats(ctx: Reading, filter: UserFilter, timeZone?: string): Promise<Seats> {
  const whole = isWholeSpace(filter);
  const where = whole
    ? sql`false`
    : whereFilter(ctx.spaceId, filter, ctx.now, timeZone ?? (await readTimeZone(ctx)));
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

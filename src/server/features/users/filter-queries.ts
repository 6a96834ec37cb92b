import { sql, type RawBuilder } from 'kysely';
import { afterPrefix, emailKey, searchTerms } from './user-rules.ts';
import type { UserFilter } from './schemas.ts';

type Condition = RawBuilder<boolean>;

const day = 24 * 3600 * 1000;
const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Whether a search is a pasted list: several addresses or ids, one a line, or with commas or semicolons. */
export function pastedList(q: string): string[] | undefined {
  const parts = q
    .split(/[\n,;]+/)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length > 1 && parts.every((part) => !/\s/.test(part)) ? parts : undefined;
}

/**
 * The filter as a condition on `u` (users); constants throughout, and only operators that a policy
 * lets reach an index. Without lastActivity or status, everybody but the Deactivated.
 */
export function whereFilter(spaceId: string, filter: UserFilter, now: Date): Condition {
  const conditions = [
    sql<boolean>`u.space_id = ${spaceId}`,
    ...activity(spaceId, filter, now),
    ...search(spaceId, filter.q),
  ];
  for (const key of ['status', 'role', 'department', 'location', 'source'] as const) {
    const value = filter[key];
    if (value)
      conditions.push(
        sql<boolean>`u.${sql.ref(key)} = any(${key === 'department' || key === 'location' ? [value] : list(value)}::text[])`,
      );
  }
  if (filter.invitation) conditions.push(health(spaceId, filter.invitation, now));
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

function activity(spaceId: string, filter: UserFilter, now: Date): Condition[] {
  // Read once, before the first row.
  const timeZone = sql`(select s.time_zone from space_settings s where s.space_id = ${spaceId})`;
  const since = (days: number) => sql<boolean>`u.last_activity_at >= ${new Date(now.getTime() - days * day)}`;
  // A status that is asked for combines with the time: also Deactivated ones who were active then.
  const here = filter.status ? [] : [sql<boolean>`u.status in ('active', 'waiting', 'invited')`];
  switch (filter.lastActivity) {
    case 'never':
      return [sql<boolean>`u.status = 'invited'`];
    case 'deactivated':
      return [sql<boolean>`u.status = 'deactivated'`];
    case 'today':
      return [
        ...here,
        sql<boolean>`u.last_activity_at >= date_trunc('day', ${now}::timestamptz at time zone ${timeZone}) at time zone ${timeZone}`,
      ];
    case '7d':
      return [...here, since(7)];
    case '30d':
      return [...here, since(30)];
    case '90d':
      return [...here, since(90)];
    case 'over90d':
      return [...here, sql<boolean>`u.last_activity_at < ${new Date(now.getTime() - 90 * day)}`];
    case undefined:
      return here;
  }
}

function search(spaceId: string, q = ''): Condition[] {
  const pasted = pastedList(q);
  if (pasted) {
    return [
      sql<boolean>`(u.email_key = any(${pasted.map(emailKey)}::text[]) or u.employee_id = any(${pasted}::text[]))`,
    ];
  }
  const called = searchTerms(q).map((term) => sql`(${usersCalled(spaceId, term)})`);
  // Who is called all of it is found before anybody is looked up: the planner takes each list for 200 long.
  return called.length > 0 ? [sql<boolean>`u.id in (${sql.join(called, sql` intersect `)})`] : [];
}

/** Ids of Users whose name, e-mail or employee id begins so, or any word of it. @param term of `searchTerms`. */
export function usersCalled(spaceId: string, term: string): RawBuilder<unknown> {
  const begins = (text: RawBuilder<unknown>) => sql`${text} >= ${term} and ${text} < ${afterPrefix(term)}`;
  return sql`
    select w.user_id from user_words w where w.space_id = ${spaceId} and ${begins(sql`w.word`)}
    union all
    select e.id from users e where e.space_id = ${spaceId} and ${begins(sql`e.email_key`)}
    union all
    select n.id from users n where n.space_id = ${spaceId} and ${begins(sql`n.sort_name`)}`;
}

function health(spaceId: string, invitation: NonNullable<UserFilter['invitation']>, now: Date): Condition {
  const ago = (days: number) => new Date(now.getTime() - days * day);
  if (invitation === 'unclaimed60d') return sql<boolean>`u.status = 'invited' and u.invited_at <= ${ago(60)}`;
  const state = {
    expired: sql`i.expires_at <= ${now}`,
    expired14d: sql`i.expires_at <= ${ago(14)}`,
    opened: sql`i.opened_at is not null`,
    queued: sql`i.mail_state = 'queued'`,
    sent: sql`i.mail_state = 'sent'`,
    refused: sql`i.mail_state = 'refused'`,
  }[invitation];
  return sql<boolean>`u.status = 'invited' and u.id in (
    select i.user_id from invitations i where i.space_id = ${spaceId} and ${state})`;
}

/** True where the filter narrows nothing, so that the pool's own counts answer. */
export const isWholeSpace = (filter: UserFilter): boolean => Object.values(filter).every((value) => !value);

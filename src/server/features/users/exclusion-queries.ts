import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { pageOf, readTimeCursor, timeCursor, type TimePageQuery } from '../../platform/paging/index.ts';
import type { Exclusion, ExclusionList } from './exclusion-schemas.ts';
import { emailKey } from './user-rules.ts';

interface Person {
  email: string;
  employeeId: string | null;
}

/** Keyed hashes of employee id and e-mail: enough to know a person again, and no more. */
function hashesOf(ctx: Pick<Context, 'secrets' | 'spaceId'>, { email, employeeId }: Person): Buffer[] {
  const sign = (what: string) => ctx.secrets.sign('excluded person', `${ctx.spaceId}/${what}`);
  const byEmail = sign(`email/${emailKey(email)}`);
  return employeeId ? [byEmail, sign(`employee id/${employeeId}`)] : [byEmail];
}

/** Remembers n people whom no feed is to bring back, in one statement. */
export async function excludePeople(ctx: Context, people: (Person & { id: string })[]): Promise<void> {
  if (people.length === 0) return;
  const rows = people.flatMap((person) => hashesOf(ctx, person).map((hash) => ({ id: person.id, hash })));
  await sql`
    insert into excluded_people (space_id, hash, user_id, excluded_by, excluded_at)
    select ${ctx.spaceId}::uuid, hash, user_id, ${ctx.actor.name}, ${ctx.now}::timestamptz
    from unnest(${rows.map(({ hash }) => hash)}::bytea[], ${rows.map(({ id }) => id)}::uuid[]) as h (hash, user_id)
    on conflict do nothing`.execute(ctx.tx);
}

/**
 * Reads whom no feed is to bring back.
 * @returns tells of a person whether they are excluded, by employee id or e-mail; costs nothing where nobody is.
 */
export async function readExclusions(ctx: Context): Promise<(person: Person) => boolean> {
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from excluded_people where space_id = ${ctx.spaceId}`.execute(ctx.tx);
  if (rows.length === 0) return () => false;
  const known = new Set(rows.map(({ hash }) => hash.toString('base64')));
  return (person) => hashesOf(ctx, person).some((hash) => known.has(hash.toString('base64')));
}

/** Forgets that these people are excluded. @returns how many hashes went. */
export async function forgetExclusions(ctx: Context, people: Person[]): Promise<number> {
  const { rows } = await sql`
    delete from excluded_people
    where space_id = ${ctx.spaceId} and hash = any(${people.flatMap((person) => hashesOf(ctx, person))}::bytea[])
    returning 1`.execute(ctx.tx);
  return rows.length;
}

/** Forgets the exclusion of the person who was this User. @returns how many hashes went. */
export async function forgetExclusionOf(ctx: Context, userId: string): Promise<number> {
  const { rows } = await sql`
    delete from excluded_people where space_id = ${ctx.spaceId} and user_id = ${userId}
    returning 1`.execute(ctx.tx);
  return rows.length;
}

/**
 * A page of who is excluded, the latest first, and how many there are. Names come from beside the audit
 * log, as long as they are kept there.
 */
export async function listExclusions(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  { cursor, limit }: TimePageQuery,
): Promise<ExclusionList> {
  const { at, id } = readTimeCursor(cursor ?? '');
  const before = cursor
    ? sql`having (date_trunc('milliseconds', max(excluded_at)), user_id) < (${at}::timestamptz, ${id}::uuid)`
    : sql``;
  const { rows } = await sql<Exclusion>`
    select e.user_id as id, nullif(trim(concat(v.first_name, ' ', v.last_name)), '') as name, v.email,
      e.excluded_by as "excludedBy", to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "excludedAt"
    from (
      select user_id, min(excluded_by) as excluded_by, date_trunc('milliseconds', max(excluded_at)) as at
      from excluded_people where space_id = ${ctx.spaceId} and user_id is not null
      group by user_id ${before} order by at desc, user_id desc limit ${limit + 1}
    ) e
    left join lateral (
      select v.detail->>'email' as email, v.detail->>'firstName' as first_name, v.detail->>'lastName' as last_name
      from audit_values v
      where v.space_id = ${ctx.spaceId} and v.subject_id = e.user_id and v.detail ? 'email' limit 1
    ) v on true
    order by e.at desc, e.user_id desc`.execute(ctx.tx);
  const all = await sql<{ total: number }>`
    select count(distinct user_id)::int as total from excluded_people where space_id = ${ctx.spaceId}`.execute(
    ctx.tx,
  );
  const page = pageOf(rows, limit, (last) => timeCursor(last.excludedAt, last.id));
  return { ...page, total: all.rows[0]?.total ?? 0 };
}

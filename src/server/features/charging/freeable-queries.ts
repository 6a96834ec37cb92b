import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { whereFilter, type UserFilter } from '../users/index.ts';
import type { Freeable } from './schemas.ts';

/** Each group is an ordinary filter of the list, so that the number is the number of rows it opens. */
const groups: { group: Freeable['groups'][number]['group']; filter: UserFilter }[] = [
  { group: 'expired14d', filter: { invitation: 'expired14d' } },
  { group: 'refused', filter: { invitation: 'refused' } },
  { group: 'never60d', filter: { invitation: 'unclaimed60d' } },
  { group: 'inactive90d', filter: { lastActivity: 'over90d', status: 'active' } },
];

/** An order has 1,000 seats at most: to count on beyond that would only take time. */
const upTo = 1000;

/** Seats that could be had back instead of bought, and how many different people hold them. */
export async function findFreeable(ctx: Context): Promise<Freeable> {
  const members = groups.map(
    ({ group, filter }) => sql`(
      select ${group}::text as name, u.id from users u
      where ${whereFilter(ctx.spaceId, filter, ctx.now)} limit ${upTo + 1})`,
  );
  const { rows } = await sql<{ name: string | null; count: number }>`
    select name, count(distinct id)::int as count
    from (${sql.join(members, sql` union all `)}) freeable
    group by grouping sets ((name), ())`.execute(ctx.tx);
  const counted = new Map(rows.map(({ name, count }) => [name, count]));
  const capped = (count = 0) => ({ count: Math.min(count, upTo), orMore: count > upTo });
  const all = capped(counted.get(null));
  return {
    seats: all.count,
    orMore: all.orMore,
    groups: groups.flatMap(({ group, filter }) => {
      const counts = capped(counted.get(group));
      return counts.count === 0 ? [] : [{ group, ...counts, filter: filter }];
    }),
  };
}

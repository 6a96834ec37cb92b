import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

export interface SpaceDifference {
  spaceId: string;
  slug: string;
  what: string;
}

/** Those figures in which a row differs from the pool `p`, in words; none: empty. */
const unlike = (row: 'r' | 'c', figures: string[]) =>
  sql`concat_ws(', ', ${sql.join(
    figures.map((figure) => {
      const [mine, pool] = [sql.ref(`${row}.${figure}`), sql.ref(`p.${figure}`)];
      return sql`case when coalesce(${mine}, 0) <> coalesce(${pool}, 0)
        then format(${sql.lit(`${figure} %s, in the pool %s`)}, coalesce(${mine}, 0), coalesce(${pool}, 0)) end`;
    }),
  )})`;

/**
 * Replays every ledger by its numbers, recounts every User, and compares both with the pools.
 * Runs as the operator, across spaces, in one snapshot.
 * @param slug of the one space to look at; undefined: all.
 * @returns a line for each difference; none means that every pool is right.
 */
export async function findDifferences(
  tx: Tx,
  slug?: string,
): Promise<{ spaces: number; differences: SpaceDifference[] }> {
  const only = slug === undefined ? sql`true` : sql`s.slug = ${slug}`;
  const { rows: spaces } = await sql<{
    count: number;
  }>`select count(*)::int as count from spaces s where ${only}`.execute(tx);
  const { rows } = await sql<SpaceDifference>`
    with replayed as (
      select space_id, count(*) as entries, max(number) as last,
        sum(total_delta) as total, sum(invited_delta) as invited, sum(active_delta) as active,
        sum(waiting_delta) as waiting, sum(deactivated_delta) as deactivated
      from seat_ledger group by space_id
    ), walked as (
      select space_id, bool_and(
        total = running_total and taken = running_taken and waiting = running_waiting and deactivated = running_deactivated
      ) as right
      from (
        select space_id, total, taken, waiting, deactivated,
          sum(total_delta) over w as running_total,
          sum(invited_delta + active_delta) over w as running_taken,
          sum(waiting_delta) over w as running_waiting,
          sum(deactivated_delta) over w as running_deactivated
        from seat_ledger window w as (partition by space_id order by number)
      ) walk group by space_id
    ), counted as (
      select space_id,
        count(*) filter (where status = 'invited') as invited,
        count(*) filter (where status = 'active') as active,
        count(*) filter (where status = 'waiting') as waiting,
        count(*) filter (where status = 'deactivated') as deactivated
      from users group by space_id
    )
    select s.id as "spaceId", s.slug, d.what
    from spaces s
    left join seat_pools p on p.space_id = s.id
    left join replayed r on r.space_id = s.id
    left join walked w on w.space_id = s.id
    left join counted c on c.space_id = s.id
    cross join lateral (select
      ${unlike('r', ['total', 'invited', 'active', 'waiting', 'deactivated'])} as replayed,
      ${unlike('c', ['invited', 'active', 'waiting', 'deactivated'])} as counted
    ) f
    cross join lateral (values
      (p.space_id is null, 'the pool is missing'),
      (p.taken > p.total or p.taken < 0 or p.taken <> p.invited + p.active, 'the pool holds more than it has'),
      (r.last is distinct from p.ledger_number or r.entries is distinct from p.ledger_number,
        format('the ledger has a gap: rows %s, last number %s, in the pool %s',
          coalesce(r.entries, 0), coalesce(r.last, 0), coalesce(p.ledger_number, 0))),
      (not coalesce(w.right, false), 'a balance in the ledger is not the sum of its movements'),
      (f.replayed <> '', 'the ledger replayed is not the pool: ' || f.replayed),
      (f.counted <> '', 'the Users counted are not the pool: ' || f.counted)
    ) as d (differs, what)
    where d.differs and ${only}
    order by s.slug, d.what`.execute(tx);
  return { spaces: spaces[0]?.count ?? 0, differences: rows };
}

import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/command/index.ts';

const Facet = z.object({ value: z.string(), count: z.int() });

export const Facets = z
  .object({ departments: z.array(Facet), locations: z.array(Facet), sources: z.array(Facet) })
  .describe(
    'What can be filtered by, with how many Users who are not deactivated; the 500 most frequent each',
  );
export type Facets = z.output<typeof Facets>;

/** What the filters can offer: one pass over the Users. */
export async function listFacets(ctx: Pick<Context, 'tx' | 'spaceId'>): Promise<Facets> {
  const { rows } = await sql<{ kind: keyof Facets; value: string; count: number }>`
    select kind, value, count from (
      select kind, value, count, row_number() over (partition by kind order by count desc, value) as rank
      from (
        select case when grouping(department) = 0 then 'departments'
            when grouping(location) = 0 then 'locations' else 'sources' end as kind,
          coalesce(department, location, source) as value, count(*)::int as count
        from users where space_id = ${ctx.spaceId} and status in ('invited', 'active', 'waiting')
        group by grouping sets ((department), (location), (source))
      ) counted
      where value <> ''
    ) ranked
    where rank <= 500
    order by kind, value`.execute(ctx.tx);
  const of = (wanted: keyof Facets) =>
    rows.filter(({ kind }) => kind === wanted).map(({ value, count }) => ({ value, count }));
  return { departments: of('departments'), locations: of('locations'), sources: of('sources') };
}

import { type CompiledQuery, sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { cell } from './cell-queries.ts';
import { whereFilter } from './filter-queries.ts';
import { readTimeZone } from './list-users.ts';
import type { SortKey, UserFilter } from './schemas.ts';
import { orderBy } from './sort-queries.ts';

/** The filtered list as a query for COPY: every column, times to the second in the space's zone. */
export async function exportQuery(
  ctx: Pick<Context, 'tx' | 'spaceId' | 'now'>,
  { sort, ...filter }: UserFilter & { sort: SortKey | `-${SortKey}` },
): Promise<CompiledQuery> {
  const timeZone = await readTimeZone(ctx);
  const time = (column: string) =>
    sql`date_trunc('second', u.${sql.ref(column)} at time zone ${timeZone})::text`;
  const at = (name: string) => sql.id(`${name} (${timeZone})`);
  return sql`
    select u.id as "Id", ${cell(sql`u.email`)} as "E-mail", ${cell(sql`u.first_name`)} as "First name",
      ${cell(sql`u.last_name`)} as "Last name", ${cell(sql`u.employee_id`)} as "Employee id", u.role as "Role",
      u.status as "Status", ${cell(sql`u.department`)} as "Department", ${cell(sql`u.location`)} as "Location",
      ${cell(sql`u.job_title`)} as "Job title", u.source as "Source", ${time('invited_at')} as ${at('Invited')},
      ${time('joined_at')} as ${at('First signed in')}, ${time('last_activity_at')} as ${at('Last activity')},
      u.eligible_on as "Scheduled for", ${time('deactivated_at')} as ${at('Deactivated')},
      ${cell(sql`u.deactivated_by`)} as "Deactivated by", ${cell(sql`u.deactivated_reason`)} as "Reason",
      case when u.status = 'invited' then i.mail_state end as "E-mail status",
      case when u.status = 'invited' then date_trunc('second', i.expires_at at time zone ${timeZone})::text end
        as ${at('Link expires')}
    from users u
    left join invitations i on i.space_id = ${ctx.spaceId} and i.user_id = u.id
    where ${whereFilter(ctx.spaceId, filter, ctx.now)}
    order by ${orderBy(sort).by}`.compile(ctx.tx);
}

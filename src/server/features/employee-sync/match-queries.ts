import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Column } from './file-rules.ts';

export interface Matching {
  runId: string;
  sourceId: string;
  /** Which columns the file has: the others say nothing and change nothing. */
  columns: Column[];
  today: string;
}

/**
 * Matches every row by employee id. Who is exactly as the file says is packed away at once; the
 * others go into `sync_diff`, with the User they match.
 * @returns how many are unchanged.
 */
export async function matchByEmployeeId(ctx: Context, matching: Matching): Promise<number> {
  const has = (column: Column) => sql.lit(matching.columns.includes(column));
  await sql`
    create temp table sync_diff on commit drop as
    select s.*, null::uuid as user_id from sync_staged s with no data`.execute(ctx.tx);
  const { rows } = await sql<{ unchanged: number }>`
    with joined as materialized (
      select s.line, u.id as user_id,
        s.error is null and s.warning is null and u.id is not null
        and u.source_id = ${matching.sourceId}::uuid and u.status <> 'deactivated'
        and s.status is distinct from 'inactive' and (s.end_date is null or s.end_date >= ${matching.today}::date)
        and s.email = u.email and s.first_name = u.first_name and s.last_name = u.last_name
        and (s.department is null or s.department = u.department)
        and (s.job_title is null or s.job_title = u.job_title)
        and (s.location is null or s.location = u.location)
        and (s.manager is null or nullif(s.manager, '') is not distinct from u.manager_employee_id)
        and (not ${has('start_date')} or s.start_date is not distinct from u.start_date)
        and (not ${has('end_date')} or s.end_date is not distinct from u.end_date)
        and s.employee_id not in (select employee_id from sync_twice)
        and s.email_key not in (select email_key from sync_shared) as same
      from sync_staged s
      left join users u on u.space_id = ${ctx.spaceId} and u.employee_id = s.employee_id
    ), packed as (
      insert into sync_unchanged (space_id, run_id, part, user_ids, lines)
      select ${ctx.spaceId}::uuid, ${matching.runId}::uuid, line / 1000, array_agg(user_id), array_agg(line)
      from joined where same group by line / 1000
    ), different as (
      insert into sync_diff
      select s.*, j.user_id from joined j join sync_staged s on s.line = j.line where j.same is not true
    )
    select count(*) filter (where same)::int as unchanged from joined`.execute(ctx.tx);
  await sql`analyze sync_diff`.execute(ctx.tx);
  return rows[0]?.unchanged ?? 0;
}

/** Empties managers who are missing, oneself, or part of a circle, and notes why. */
export async function settleManagers(ctx: Context): Promise<void> {
  await sql`
    update sync_diff set manager = '', warning = 'manager_self' where manager = employee_id`.execute(ctx.tx);
  await sql`
    update sync_diff d set manager = '', warning = 'manager_missing'
    where d.manager <> ''
      and not exists (select from sync_staged s where s.employee_id = d.manager)
      and not exists (select from users u where u.space_id = ${ctx.spaceId} and u.employee_id = d.manager)`.execute(
    ctx.tx,
  );
  const { rows } = await sql<{ any: boolean }>`
    select exists (
      select from sync_diff d left join users u on u.space_id = ${ctx.spaceId} and u.id = d.user_id
      where d.manager <> '' and u.manager_employee_id is distinct from d.manager) as any`.execute(ctx.tx);
  if (!rows[0]?.any) return;
  await sql`create index on sync_staged (employee_id)`.execute(ctx.tx);
  await sql`
    with recursive changed as (
      select distinct d.employee_id, d.manager
      from sync_diff d left join users u on u.space_id = ${ctx.spaceId} and u.id = d.user_id
      where d.manager <> '' and d.error is null and u.manager_employee_id is distinct from d.manager
    ), walk as (
      select employee_id as start, manager as at, 1 as steps from changed
      union
      select w.start, s.manager, w.steps + 1
      from walk w join sync_staged s on s.employee_id = w.at
      where w.at <> w.start and s.manager <> '' and s.manager <> s.employee_id and w.steps < 60
    )
    update sync_diff d set manager = '', warning = 'manager_circle'
    from (select distinct start from walk where at = start) c
    where d.employee_id = c.start`.execute(ctx.tx);
}

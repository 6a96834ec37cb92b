import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { agrees, type Matching } from './match-queries.ts';

/**
 * Settles what becomes of every row that is not plainly unchanged, into `sync_judged`. Only a User
 * whom no source owns may be linked by e-mail; everything doubtful is a conflict, and nobody changes.
 */
export async function judgeRows(ctx: Context, matching: Matching): Promise<void> {
  const source = sql`${matching.sourceId}::uuid`;
  await sql`
    create temp table sync_judged on commit drop as
    with seen as (
      select s.*, u.id as u_id, u.source_id as u_source_id, u.source as u_source, u.status as u_status, u.role as u_role,
        u.kept_out_by as u_kept_out_by, u.kept_out_by_provider as u_by_provider, t.differ as t_differ, t.first_line as t_first_line,
        e.id as e_id, e.source_id as e_source_id, e.source as e_source, e.status as e_status, e.role as e_role,
        e.employee_id as e_employee_id,
        case when s.status = 'inactive' then 'status_inactive' when s.end_date < ${matching.today}::date then 'end_date_passed' end as gone,
        u.id is not null and not (${agrees(matching.columns)}) as differs,
        sh.email_key is not null as shared
      from sync_diff s
      left join users u on u.space_id = ${ctx.spaceId} and u.id = s.user_id
      left join users e on e.space_id = ${ctx.spaceId} and e.email_key = s.email_key and s.error is null
      left join sync_twice t on t.employee_id = s.employee_id
      left join sync_shared sh on sh.email_key = s.email_key
    ), verdicts as (
      select *, case
        when error is not null then 'error ' || error
        when t_differ then 'conflict employee_id_twice'
        when t_first_line <> line then 'skip'
        when shared then 'conflict email_shared'
        when u_id is not null and u_source_id = ${source} then case
          when gone is not null and u_status = 'deactivated' then 'unchanged left_already'
          when gone is not null and u_role <> 'member' then 'warning admin_left'
          when gone is not null then 'leaver ' || gone
          when u_kept_out_by is not null and u_status = 'deactivated' then
            case when u_by_provider then 'kept_out deactivated_elsewhere' else 'kept_out kept_out' end
          when u_role <> 'member' then case when differs or u_status = 'deactivated' then 'unchanged admin_untouched' else 'unchanged same' end
          when e_id <> u_id then 'conflict email_taken'
          when u_status = 'deactivated' then 'returner back'
          when differs then 'change fields'
          when warning is not null then 'warning ' || warning
          else 'unchanged same' end
        when u_id is not null and (u_source_id is not null or u_source <> 'manual') then 'conflict other_source'
        when u_id is not null then case
          when gone is not null then 'unchanged not_managed'
          when u_status = 'deactivated' then 'conflict deactivated_by_hand'
          when e_id <> u_id then 'conflict email_taken'
          else 'link employee_id' end
        when gone is not null then 'unchanged left_already'
        when e_id is null then 'joiner new'
        when e_source_id = ${source} then 'conflict known_by_other_id'
        when e_source_id is not null or e_source <> 'manual' then 'conflict other_source'
        when e_employee_id is not null then 'conflict known_by_other_id'
        when e_status = 'deactivated' then 'conflict deactivated_by_hand'
        else 'link email' end as verdict
      from seen
    )
    select line, employee_id, email, first_name, last_name, status, department, job_title, location, manager,
      start_date, end_date, warning, split_part(verdict, ' ', 1) as outcome, split_part(verdict, ' ', 2) as reason,
      error_column, error_value,
      case when verdict = 'kept_out deactivated_elsewhere' then u_kept_out_by end as kept_by,
      coalesce(u_id, case when split_part(verdict, ' ', 1) in ('link', 'conflict') then e_id end) as user_id,
      coalesce(u_role, e_role) as role
    from verdicts where verdict <> 'skip'`.execute(ctx.tx);
}

/**
 * Adds whoever the source listed before and a full file lists no more. Present is who appears by
 * employee id or by e-mail, or anywhere in a row that could not be read or may have swallowed others.
 * @param anyDoubtful spares a look through the whole file for such rows, where it has none.
 */
export async function judgeAbsent(ctx: Context, anyDoubtful: boolean): Promise<void> {
  await sql`
    with missing as materialized (
      select u.id, u.employee_id, u.email, u.email_key, u.first_name, u.last_name, u.role
      from sync_absent a join users u on u.space_id = ${ctx.spaceId} and u.id = a.user_id
    ), broken as materialized (
      select distinct token from sync_staged s, unnest(s.tokens) as token
      where ${sql.lit(anyDoubtful)} and s.tokens is not null
    ), nameless as materialized (
      select lower(first_name) as first_name, lower(last_name) as last_name from sync_diff
      where error is not null and employee_id is null and email_key = '' and first_name || last_name <> ''
    )
    insert into sync_judged (employee_id, email, first_name, last_name, outcome, reason, user_id, role)
    select m.employee_id, m.email, m.first_name, m.last_name,
      case when m.role = 'member' then 'leaver' else 'warning' end,
      case when m.role = 'member' then 'absent' else 'admin_left' end, m.id, m.role
    from missing m
    where not exists (select from sync_diff d where d.email_key = m.email_key)
      and not exists (select from broken b where b.token = m.employee_id or b.token = m.email_key)
      and not exists (select from nameless n where n.first_name = lower(m.first_name) and n.last_name = lower(m.last_name))`.execute(
    ctx.tx,
  );
}

/**
 * Adds whoever a file of changes does not speak of and whose end date, told by an earlier one, has passed: such a
 * file comes once, and the day later.
 */
export async function judgeEnded(ctx: Context, matching: Matching): Promise<void> {
  await sql`
    insert into sync_judged (employee_id, email, first_name, last_name, outcome, reason, user_id, role)
    select u.employee_id, u.email, u.first_name, u.last_name,
      case when u.role = 'member' then 'leaver' else 'warning' end,
      case when u.role = 'member' then 'end_date_passed' else 'admin_left' end, u.id, u.role
    from users u
    where u.space_id = ${ctx.spaceId} and u.source_id = ${matching.sourceId}::uuid and u.status <> 'deactivated'
      and u.end_date < ${matching.today}::date
      and not exists (select from sync_staged s where s.employee_id = u.employee_id)
      and not exists (select from sync_judged j where j.user_id = u.id)`.execute(ctx.tx);
}

/** Joiners in batches, for what SQL cannot tell of them. */
export async function readJoiners(
  ctx: Context,
  afterLine: number,
): Promise<{ line: number; email: string; employeeId: string }[]> {
  const { rows } = await sql<{ line: number; email: string; employeeId: string }>`
    select line, email, employee_id as "employeeId" from sync_judged
    where outcome = 'joiner' and line > ${afterLine} order by line limit 10000`.execute(ctx.tx);
  return rows;
}

export async function anyExcluded(ctx: Context): Promise<boolean> {
  const { rows } = await sql`select 1 from excluded_people where space_id = ${ctx.spaceId} limit 1`.execute(
    ctx.tx,
  );
  return rows.length > 0;
}

export async function leaveOut(ctx: Context, lines: number[]): Promise<void> {
  await sql`
    update sync_judged set outcome = 'kept_out', reason = 'excluded'
    where outcome = 'joiner' and line = any(${lines}::int[])`.execute(ctx.tx);
}

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Run } from './run-queries.ts';

/**
 * Draws up how a run is taken back, from what it did and from how its people stand now: who joined
 * and has not claimed is deleted, who came back leaves, who left comes back, what changed is set
 * back. Whatever somebody has touched since stays, and is reported.
 */
export async function drawUndo(ctx: Context, undo: Run, undone: string): Promise<void> {
  await sql`delete from sync_plan where space_id = ${ctx.spaceId} and run_id = ${undo.id}`.execute(ctx.tx);
  await sql`
    with done as (
      select p.number, p.outcome as did, p.result, p.line, p.user_id, p.employee_id, p.email, p.first_name, p.last_name,
        p.data, p.before, p.applied_at,
        u.id as u_id, u.role as u_role, u.status as u_status, u.joined_at as u_joined_at, u.source_id as u_source_id,
        u.kept_out_by as u_kept_out_by, u.deactivated_at as u_deactivated_at, to_jsonb(u) as u
      from sync_plan p
      left join users u on u.space_id = ${ctx.spaceId} and u.id = p.user_id
      where p.space_id = ${ctx.spaceId} and p.run_id = ${undone} and p.step is not null and p.result <> 'skipped'
    ), fields as (
      select d.number, jsonb_object_agg(f.ours, coalesce(d.before -> f.ours, 'null')) as back
      from done d
      join (values ('email', 'email'), ('firstName', 'first_name'), ('lastName', 'last_name'), ('department', 'department'),
        ('jobTitle', 'job_title'), ('location', 'location'), ('managerEmployeeId', 'manager_employee_id'),
        ('startDate', 'start_date'), ('endDate', 'end_date')) as f (ours, theirs)
        on d.data ? f.ours and d.data -> f.ours is distinct from d.before -> f.ours
        and d.u -> f.theirs is not distinct from d.data -> f.ours
      where d.did in ('change', 'link', 'returner') and d.u_id is not null
      group by d.number
    ), verdicts as (
      select d.*, f.back, case
        when d.u_id is null then 'unchanged gone_already'
        when d.did = 'link' then case
          when d.u_source_id is distinct from ${undo.sourceId}::uuid then 'unchanged changed_since' else 'change undo_link' end
        when d.u_source_id is distinct from ${undo.sourceId}::uuid or d.u_role <> 'member' then 'unchanged changed_since'
        when d.did = 'joiner' then case
          when d.u_joined_at is not null then 'warning claimed_stays'
          when d.u_status = 'deactivated' then 'unchanged changed_since'
          else 'removal undo_joiner' end
        when d.did = 'returner' then case
          when d.u_status = 'deactivated' then 'unchanged changed_since' else 'leaver undo_returner' end
        when d.did = 'leaver' then case
          when d.u_status = 'deactivated' and d.u_kept_out_by is null and d.u_deactivated_at = d.applied_at
            then 'returner undo_leaver'
          else 'unchanged changed_since' end
        when f.back is null then 'unchanged changed_since'
        else 'change undo_change' end as verdict
      from done d left join fields f on f.number = d.number
    ), steps as (
      select v.*, split_part(verdict, ' ', 1) as outcome, split_part(verdict, ' ', 2) as reason,
        case when verdict like 'removal %' or verdict like 'leaver %' then 1
          when verdict like 'change %' then 2 when verdict like 'returner %' then 3 end as step
      from verdicts v
    )
    insert into sync_plan (space_id, run_id, number, outcome, reason, line, user_id, employee_id, email, first_name, last_name,
      step, data, before)
    select ${ctx.spaceId}::uuid, ${undo.id}::uuid,
      row_number() over (order by s.step nulls last, s.step = 1 and s.u_status <> 'waiting',
        s.step = 3 and s.before ->> 'status' = 'waiting', s.number),
      s.outcome, s.reason, s.line, s.user_id, coalesce(s.u ->> 'employee_id', s.employee_id), coalesce(s.u ->> 'email', s.email),
      coalesce(s.u ->> 'first_name', s.first_name), coalesce(s.u ->> 'last_name', s.last_name), s.step,
      case when s.step = 2 or s.reason = 'undo_returner' then coalesce(s.back, '{}') else '{}' end
        || case when s.reason = 'undo_link' then jsonb_build_object('employeeId', s.before -> 'employeeId',
          'source', s.before -> 'source', 'sourceId', s.before -> 'sourceId') else '{}' end
        || case when s.step = 3 then jsonb_build_object('startDate', s.u -> 'start_date') else '{}' end,
      case when s.u_id is not null and s.step is not null then jsonb_build_object(
        'email', s.u -> 'email', 'firstName', s.u -> 'first_name', 'lastName', s.u -> 'last_name',
        'employeeId', s.u -> 'employee_id', 'department', s.u -> 'department', 'jobTitle', s.u -> 'job_title',
        'location', s.u -> 'location', 'managerEmployeeId', s.u -> 'manager_employee_id', 'startDate', s.u -> 'start_date',
        'endDate', s.u -> 'end_date', 'source', s.u -> 'source', 'sourceId', s.u -> 'source_id', 'status', s.u -> 'status',
        'role', s.u -> 'role') end
    from steps s`.execute(ctx.tx);
}

/** Notes on a run that it was taken back, and by which. */
export async function noteUndone(ctx: Context, undone: string, by: string): Promise<void> {
  await sql`update sync_runs set undone_by_run_id = ${by} where space_id = ${ctx.spaceId} and id = ${undone}`.execute(
    ctx.tx,
  );
}

/**
 * Pauses the source of a run that was taken back, and measures the next file against the last good run before it:
 * one behind it changed nobody, as its file said the same.
 */
export async function pauseAfterUndo(
  ctx: Context,
  { sourceId, undone }: { sourceId: string; undone: string },
  paused: { by: string; reason: string },
): Promise<void> {
  await sql`
    with good as (
      select rows, blanks from sync_runs
      where space_id = ${ctx.spaceId} and source_id = ${sourceId} and state = 'applied' and kind = 'sync' and mode = 'full'
        and undone_by_run_id is null and id < ${undone}
      order by id desc limit 1
    ), newest as (
      select max(least(file_time, finished_at)) filter (where file_time is not null) as file_time from sync_runs
      where space_id = ${ctx.spaceId} and source_id = ${sourceId} and state = 'applied' and kind = 'sync'
        and undone_by_run_id is null and id < ${undone}
    )
    update sync_sources s
    set state = 'paused', paused_at = ${ctx.now}, paused_by = ${paused.by}, paused_reason = ${paused.reason}, next_run_at = null,
      last_good_rows = (select rows from good), last_good_blanks = coalesce((select blanks from good), '{}'),
      last_file_time = (select file_time from newest), updated_at = ${ctx.now}
    where s.space_id = ${ctx.spaceId} and s.id = ${sourceId}`.execute(ctx.tx);
}

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Column } from './file-rules.ts';
import type { Matching } from './match-queries.ts';

/**
 * Writes the plan from `sync_judged`: leavers first (those who wait before those who hold a seat, so
 * that none of them is handed one on the way out), then changes, then who comes in the order in which
 * they get seats (start date, employee id). The same input gives the same plan.
 */
export async function writePlan(ctx: Context, matching: Matching): Promise<void> {
  const has = (column: Column) => sql.lit(matching.columns.includes(column));
  // Who comes back by a file that tells no start dates has the one they are known by.
  const starts = matching.columns.includes('start_date') ? sql`j.start_date` : sql`u.start_date`;
  await sql`delete from sync_plan where space_id = ${ctx.spaceId} and run_id = ${matching.runId}`.execute(
    ctx.tx,
  );
  await sql`
    with stepped as (
      select j.*, case
          when outcome = 'leaver' then 1
          when outcome in ('change', 'link') then 2
          when outcome in ('joiner', 'returner') then 3 end as step
      from sync_judged j
    )
    insert into sync_plan (space_id, run_id, number, outcome, reason, line, user_id, employee_id, email,
      first_name, last_name, step, data, before)
    select ${ctx.spaceId}::uuid, ${matching.runId}::uuid,
      row_number() over (order by j.step nulls last, j.step = 1 and u.status is distinct from 'waiting', case when j.step = 3 then coalesce(${starts}, '-infinity') end,
        j.employee_id, j.line, j.user_id),
      j.outcome, j.reason, j.line, j.user_id, j.employee_id, j.email, j.first_name, j.last_name, j.step,
      case when j.step = 1 then '{}'
        when j.step is null then jsonb_strip_nulls(jsonb_build_object('department', nullif(j.department, '')))
        else jsonb_build_object(
          'email', j.email, 'firstName', j.first_name, 'lastName', j.last_name)
        || case when j.department is null then '{}' else jsonb_build_object('department', j.department) end
        || case when j.job_title is null then '{}' else jsonb_build_object('jobTitle', j.job_title) end
        || case when j.location is null then '{}' else jsonb_build_object('location', j.location) end
        || case when j.manager is null then '{}' else jsonb_build_object('managerEmployeeId', nullif(j.manager, '')) end
        || case when j.step = 3 or ${has('start_date')} then jsonb_build_object('startDate', ${starts}) else '{}' end
        || case when ${has('end_date')} then jsonb_build_object('endDate', j.end_date) else '{}' end
      end || case when j.warning is null then '{}' else jsonb_build_object('warning', j.warning) end
        || case when j.kept_by is null then '{}' else jsonb_build_object('by', j.kept_by) end
        || case when j.error_column is null then '{}' else jsonb_build_object('column', j.error_column) end
        || case when j.error_value is null then '{}' else jsonb_build_object('value', j.error_value) end,
      case when u.id is null or j.step is null then null else jsonb_build_object(
        'email', u.email, 'firstName', u.first_name, 'lastName', u.last_name, 'employeeId', u.employee_id,
        'department', u.department, 'jobTitle', u.job_title, 'location', u.location,
        'managerEmployeeId', u.manager_employee_id, 'startDate', u.start_date, 'endDate', u.end_date,
        'source', u.source, 'sourceId', u.source_id, 'status', u.status, 'role', u.role) end
    from stepped j
    left join users u on u.space_id = ${ctx.spaceId} and u.id = j.user_id and j.step is not null`.execute(
    ctx.tx,
  );
}

/** How many of each outcome and reason the plan holds. */
export async function countPlan(
  ctx: Context,
  runId: string,
): Promise<{ outcome: string; reason: string; count: number }[]> {
  const { rows } = await sql<{ outcome: string; reason: string; count: number }>`
    select outcome, reason, count(*)::int as count from sync_plan
    where space_id = ${ctx.spaceId} and run_id = ${runId} group by outcome, reason`.execute(ctx.tx);
  return rows;
}

/** One hash over who is matched to whom, who comes and who leaves; of an undo, over everybody it touches. */
export async function hashMatches(ctx: Context, runId: string, kind: 'sync' | 'undo'): Promise<string> {
  const outcomes = [
    'joiner',
    'leaver',
    'returner',
    'link',
    ...(kind === 'undo' ? ['removal', 'change'] : []),
  ];
  const { rows } = await sql<{ hash: string }>`
    select encode(sha256(convert_to(coalesce(string_agg(
      concat_ws(' ', outcome, employee_id, user_id), e'\n' order by outcome, employee_id collate "C", user_id, number), ''), 'UTF8')), 'hex') as hash
    from sync_plan
    where space_id = ${ctx.spaceId} and run_id = ${runId}
      and outcome = any(${outcomes}::text[])`.execute(ctx.tx);
  return rows[0]?.hash ?? '';
}

/** What a plan asks of the seats; of who comes, for the day on which it was counted. */
export interface SeatNeeds {
  leavingSeats: number;
  leavingQueue: number;
  comingNow: number;
  comingLater: number;
  /** The first day ahead on which somebody comes: until then all of this stays as it is. */
  firstLater: string | null;
}

/** Who of the plan holds a seat, waits, or needs one today. */
export async function countSeatNeeds(ctx: Context, runId: string, today: string): Promise<SeatNeeds> {
  const { rows } = await sql<SeatNeeds>`
    select
      count(*) filter (where step = 1 and before ->> 'status' <> 'waiting')::int as "leavingSeats",
      count(*) filter (where step = 1 and before ->> 'status' = 'waiting')::int as "leavingQueue",
      count(*) filter (where outcome in ('joiner', 'returner') and coalesce(data ->> 'startDate', '') <= ${today})::int as "comingNow",
      count(*) filter (where outcome in ('joiner', 'returner') and data ->> 'startDate' > ${today})::int as "comingLater",
      min(data ->> 'startDate') filter (where outcome in ('joiner', 'returner') and data ->> 'startDate' > ${today}) as "firstLater"
    from sync_plan where space_id = ${ctx.spaceId} and run_id = ${runId} and step is not null`.execute(
    ctx.tx,
  );
  return rows[0] ?? { leavingSeats: 0, leavingQueue: 0, comingNow: 0, comingLater: 0, firstLater: null };
}

/** How many wait who may have a seat today. */
export async function countEligible(ctx: Context, today: string): Promise<number> {
  const { rows } = await sql<{ eligible: number }>`
    select count(*)::int as eligible from users u where u.space_id = ${ctx.spaceId} and u.status = 'waiting'
      and (u.eligible_on is null or u.eligible_on <= ${today}::date)`.execute(ctx.tx);
  return rows[0]?.eligible ?? 0;
}

/** Who would leave, by department, most first; `of` counts the source's people who are in it now. */
export async function leaversByDepartment(
  ctx: Context,
  runId: string,
  sourceId: string,
): Promise<{ department: string; leaving: number; of: number }[]> {
  const { rows } = await sql<{ department: string; leaving: number; of: number }>`
    with leaving as (
      select before ->> 'department' as department, count(*)::int as leaving from sync_plan
      where space_id = ${ctx.spaceId} and run_id = ${runId} and outcome = 'leaver'
      group by 1 order by 2 desc, 1 limit 50
    )
    select l.department, l.leaving, count(u.id)::int as "of"
    from leaving l
    left join users u on u.space_id = ${ctx.spaceId} and u.department = l.department and u.source_id = ${sourceId}
      and u.status in ('invited', 'active', 'waiting')
    group by l.department, l.leaving order by l.leaving desc, l.department`.execute(ctx.tx);
  return rows;
}

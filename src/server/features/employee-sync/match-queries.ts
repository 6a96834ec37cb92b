import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Column } from './file-rules.ts';

export interface Matching {
  runId: string;
  sourceId: string;
  /** In a full file, whoever of the source is missing is matched too, to no row. */
  mode: 'full' | 'changes';
  /** Which columns the file has: the others say nothing and change nothing. */
  columns: Column[];
  today: string;
}

/** How each column of the file is compared with the User; status says nothing of their details. */
const comparisons: Partial<Record<Column, string>> = {
  email: 's.email = u.email',
  first_name: 's.first_name = u.first_name',
  last_name: 's.last_name = u.last_name',
  department: 's.department = u.department',
  job_title: 's.job_title = u.job_title',
  location: 's.location = u.location',
  manager_employee_id: "nullif(s.manager, '') is not distinct from u.manager_employee_id",
  start_date: 's.start_date is not distinct from u.start_date',
  end_date: 's.end_date is not distinct from u.end_date',
};

/** Whether a row `s` has the details of the User `u`, as far as the file tells of them. */
export const agrees = (columns: Column[]): RawBuilder<boolean> =>
  sql.raw(columns.flatMap((column) => comparisons[column] ?? []).join(' and '));

/**
 * Matches every row by employee id, in one join: who is the same as the file says is packed away at
 * once; the others go into `sync_diff`, with the User they match. Whom a full file lacks has no row.
 * @returns how many are unchanged.
 */
export async function matchByEmployeeId(ctx: Context, matching: Matching): Promise<number> {
  const source = sql`${matching.sourceId}::uuid`;
  await sql`
    create temp table sync_matched on commit drop as
    select s.line, u.id as user_id, coalesce(
      s.error is null and s.warning is null and u.source_id = ${source} and u.status <> 'deactivated'
      and s.status is distinct from 'inactive' and (s.end_date is null or s.end_date >= ${matching.today}::date)
      and ${agrees(matching.columns)}, false) as same
    from sync_staged s ${sql.raw(matching.mode === 'full' ? 'full' : 'left')} join
      (select * from users where space_id = ${ctx.spaceId}) u on u.employee_id = s.employee_id
    where s.line is not null or u.source_id = ${source} and u.status in ('invited', 'active', 'waiting')`.execute(
    ctx.tx,
  );
  // Whoever stands in the file more than once is not simply the same, however alike the rows.
  await sql`
    update sync_matched m set same = false
    from (select user_id from sync_matched where user_id is not null group by user_id having count(*) > 1) r
    where m.user_id = r.user_id`.execute(ctx.tx);
  await sql`
    create temp table sync_diff on commit drop as
    ${diffRow} from sync_matched m join sync_staged s on s.line = m.line where not m.same`.execute(ctx.tx);
  await sql`analyze sync_diff`.execute(ctx.tx);
  await takeSharers(ctx);
  const { rows } = await sql<{ unchanged: number }>`
    with packed as (
      insert into sync_unchanged (space_id, run_id, part, user_ids, lines)
      select ${ctx.spaceId}::uuid, ${matching.runId}::uuid, line / 1000, array_agg(user_id), array_agg(line)
      from sync_matched where same group by line / 1000
      returning cardinality(lines) as people
    )
    select coalesce(sum(people), 0)::int as unchanged from packed`.execute(ctx.tx);
  return rows[0]?.unchanged ?? 0;
}

const diffRow = sql`
  select s.line, s.employee_id, s.email, coalesce(s.email_key, s.email) collate "C" as email_key, s.first_name,
    s.last_name, s.status, s.department, s.job_title, s.location, s.manager, s.start_date, s.end_date, s.error,
    s.warning, m.user_id`;

/**
 * Takes along whoever is the same and has an address that a row of `sync_diff` gives to another.
 * Two who are both the same share none, since no two Users do.
 */
async function takeSharers(ctx: Context): Promise<void> {
  await sql`
    with sharers as (
      update sync_matched m set same = false
      from sync_diff d join users u on u.space_id = ${ctx.spaceId} and u.email_key = d.email_key
      where m.same and m.user_id = u.id and d.user_id is distinct from u.id and d.employee_id is not null
      returning m.line, m.user_id
    )
    insert into sync_diff ${diffRow} from sharers m join sync_staged s on s.line = m.line`.execute(ctx.tx);
}

/** Employee ids that come more than once, and whether their rows differ; addresses that several ids share. */
export async function findRepeats(ctx: Context): Promise<void> {
  await sql`
    create temp table sync_twice on commit drop as
    select employee_id, min(line) as first_line,
      count(distinct (email, first_name, last_name, status, department, job_title, location, manager,
        start_date, end_date, error)) > 1 as differ
    from sync_diff where employee_id is not null
    group by employee_id having count(*) > 1`.execute(ctx.tx);
  await sql`
    create temp table sync_shared on commit drop as
    select email_key from sync_diff where email_key <> '' and employee_id is not null
    group by email_key having min(employee_id) <> max(employee_id)`.execute(ctx.tx);
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

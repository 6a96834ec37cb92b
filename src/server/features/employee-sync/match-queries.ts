import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Column } from './file-rules.ts';
import { indexStaged } from './staging-queries.ts';

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
 * Matches every row by employee id, in one join: who is the same as the file says is packed away, a thousand to
 * a row; the others go into `sync_diff` with the User they match, and Users whom a full file lacks into
 * `sync_absent`.
 * @returns how many are unchanged.
 */
export async function matchByEmployeeId(ctx: Context, matching: Matching): Promise<number> {
  const source = sql`${matching.sourceId}::uuid`;
  await sql`create temp table sync_absent (user_id uuid) on commit drop`.execute(ctx.tx);
  await sql`
    create temp table sync_diff on commit drop as
    ${diffRow(sql`null::uuid`)} from sync_staged s with no data`.execute(ctx.tx);
  // What changes nothing may be read by several processes, so what is found is put away by the next statement.
  await sql`
    create temp table sync_parts on commit drop as
    with matched as (
      select s.line, s.place, u.id as user_id, u.source_id = ${source} and u.status <> 'deactivated' as present,
        s.error is null and s.warning is null and u.source_id = ${source} and u.status <> 'deactivated'
          and s.status is distinct from 'inactive' and (s.end_date is null or s.end_date >= ${matching.today}::date)
          and ${agrees(matching.columns)} as same
      from sync_staged s full join (select * from users where space_id = ${ctx.spaceId}) u on u.employee_id = s.employee_id
      -- Compares each row once, not once for every list below.
      offset 0
    )
    select line / 1000 as part, count(user_id) as matches,
      array_agg(user_id) filter (where same) as same, array_agg(line) filter (where same) as lines,
      array_agg(place) filter (where line is not null and same is not true) as places,
      array_agg(user_id) filter (where line is not null and same is not true) as users,
      array_agg(user_id) filter (where line is null and present) as absent
    from matched group by line / 1000`.execute(ctx.tx);
  const { rows } = await sql<{ unchanged: number; matches: number; users: number }>`
    with packed as (
      insert into sync_unchanged (space_id, run_id, part, user_ids, lines)
      select ${ctx.spaceId}::uuid, ${matching.runId}::uuid, part, same, lines from sync_parts where same is not null
    ), others as (
      insert into sync_diff ${diffRow(sql`o.user_id`)}
      from sync_parts p, unnest(p.places, p.users) as o (place, user_id) join sync_staged s on s.place = o.place
    ), missing as (
      insert into sync_absent
      select a.user_id from sync_parts p, unnest(p.absent) as a (user_id) where ${sql.lit(matching.mode === 'full')}
    )
    select coalesce(sum(cardinality(same)), 0)::int as unchanged, coalesce(sum(matches), 0)::int as matches,
      (select invited + active + waiting + deactivated from seat_pools where space_id = ${ctx.spaceId}) as users
    from sync_parts`.execute(ctx.tx);
  const { unchanged, matches, users } = rows[0] ?? { unchanged: 0, matches: 0, users: 0 };
  await sql`analyze sync_diff`.execute(ctx.tx);
  // Every User comes out of a full join once, so whoever makes it more stands in the file twice.
  const repeated = matches > users ? await takeRepeated(ctx, matching.runId) : 0;
  return unchanged - repeated - (await takeSharers(ctx, matching.runId));
}

const diffRow = (userId: RawBuilder<unknown>) => sql`
  select s.line, s.employee_id, s.email, coalesce(s.email_key, lower(s.email collate "C")) as email_key, s.first_name,
    s.last_name, s.status, s.department, s.job_title, s.location, s.manager, s.start_date, s.end_date, s.error,
    s.error_column, s.error_value, s.warning, ${userId} as user_id`;

/** Whoever stands in the file more than once is not simply the same, however alike the rows. */
const takeRepeated = (ctx: Context, runId: string): Promise<number> =>
  takeApart(
    ctx,
    runId,
    sql`
      select user_id from (
        select unnest(user_ids) as user_id from sync_unchanged where space_id = ${ctx.spaceId} and run_id = ${runId}
        union all select user_id from sync_diff
      ) every where user_id is not null group by user_id having count(*) > 1`,
  );

/**
 * Takes along whoever is the same and has an address that a row of `sync_diff` gives to another.
 * Two who are both the same share none, since no two Users do.
 */
const takeSharers = (ctx: Context, runId: string): Promise<number> =>
  takeApart(
    ctx,
    runId,
    sql`
      select u.id as user_id from sync_diff d join users u on u.space_id = ${ctx.spaceId} and u.email_key = d.email_key
      where d.user_id is distinct from u.id and d.employee_id is not null`,
  );

/** Moves the rows of some Users from those unchanged to `sync_diff`. @returns how many rows. */
async function takeApart(ctx: Context, runId: string, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    with sought as materialized (${which}), parts as (
      select u.part, n.line, n.user_id, n.user_id in (select user_id from sought) as apart
      from sync_unchanged u, unnest(u.user_ids, u.lines) as n (user_id, line)
      where u.space_id = ${ctx.spaceId} and u.run_id = ${runId} and exists (select from sought)
    ), kept as (
      update sync_unchanged u set user_ids = k.user_ids, lines = k.lines
      from (
        select part, coalesce(array_agg(user_id) filter (where not apart), '{}') as user_ids,
          coalesce(array_agg(line) filter (where not apart), '{}') as lines
        from parts group by part having bool_or(apart)
      ) k
      where u.space_id = ${ctx.spaceId} and u.run_id = ${runId} and u.part = k.part
    ), taken as (
      insert into sync_diff ${diffRow(sql`p.user_id`)} from parts p join sync_staged s on s.line = p.line where p.apart
      returning 1
    )
    select count(*)::int as taken from taken`.execute(ctx.tx);
  return rows[0]?.taken ?? 0;
}

/** Employee ids that come more than once, and whether their rows differ; addresses that several ids share. */
export async function findRepeats(ctx: Context): Promise<void> {
  await sql`
    create temp table sync_twice on commit drop as
    select employee_id, min(line) as first_line,
      count(distinct (email, first_name, last_name, status, department, job_title, location, manager,
        start_date, end_date, error, error_column, error_value)) > 1 as differ
    from sync_diff where employee_id is not null
    group by employee_id having count(*) > 1`.execute(ctx.tx);
  await sql`
    create temp table sync_shared on commit drop as
    select email_key from sync_diff where email_key <> '' and employee_id is not null
    group by email_key having min(employee_id) <> max(employee_id)`.execute(ctx.tx);
}

/** Empties managers who are missing, oneself, or part of a circle, and notes why. */
export async function settleManagers(ctx: Context, runId: string): Promise<void> {
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
  await indexStaged(ctx, runId);
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

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';

export interface PlanRow {
  number: number;
  outcome: string;
  reason: string;
  line: number | null;
  userId: string | null;
  employeeId: string | null;
  email: string;
  step: number;
  data: Record<string, string | null>;
}

/** The rows to be applied after so many, all of one step: a plan is numbered in the order of applying, from 1. */
export async function nextRows(ctx: Context, runId: string, done: number, limit: number): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select number, outcome, reason, line, user_id as "userId", employee_id as "employeeId", email, step, data
    from sync_plan
    where space_id = ${ctx.spaceId} and run_id = ${runId} and number > ${done} and step is not null
    order by number limit ${limit}`.execute(ctx.tx);
  return rows.filter(({ step }) => step === rows[0]?.step);
}

export interface Applied {
  number: number;
  result: string;
  userId: string | null;
}

/** Notes what became of the rows of a chunk, in the transaction that did it. */
export async function noteApplied(ctx: Context, runId: string, applied: Applied[]): Promise<void> {
  await sql`
    update sync_plan p set applied_at = ${ctx.now}, result = g.result, user_id = coalesce(g.user_id, p.user_id)
    from unnest(${applied.map((row) => row.number)}::int[], ${applied.map((row) => row.result)}::text[],
      ${applied.map((row) => row.userId)}::uuid[]) as g (number, result, user_id)
    where p.space_id = ${ctx.spaceId} and p.run_id = ${runId} and p.number = g.number
      and p.number between ${applied[0]?.number ?? 0} and ${applied.at(-1)?.number ?? 0}`.execute(ctx.tx);
  await sql`
    update sync_runs set steps_done = steps_done + ${applied.length}
    where space_id = ${ctx.spaceId} and id = ${runId}`.execute(ctx.tx);
}

/** Who is there already among people about to be made: invited by hand since the plan. */
export async function findTaken(
  ctx: Context,
  emailKeys: string[],
  employeeIds: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select 'e ' || email_key as key from users where space_id = ${ctx.spaceId} and email_key = any(${emailKeys}::text[])
    union all
    select 'i ' || employee_id from users where space_id = ${ctx.spaceId} and employee_id = any(${employeeIds}::text[])`.execute(
    ctx.tx,
  );
  return new Set(rows.map(({ key }) => key));
}

/** What the insert of invitations does not know of employees, and the place in the queue. */
export async function completeEmployees(
  ctx: Context,
  people: {
    id: string;
    manager: string | null;
    endDate: string | null;
    order: number;
    eligibleOn: string | null;
  }[],
): Promise<void> {
  await sql`
    update users u
    set manager_employee_id = coalesce(g.manager, u.manager_employee_id), end_date = coalesce(g.end_date, u.end_date),
        source_last_seen_at = ${ctx.now}, waiting_order = case when u.status = 'waiting' then g.place end,
        eligible_on = case when u.status = 'waiting' then g.eligible_on end
    from unnest(${people.map((p) => p.id)}::uuid[], ${people.map((p) => p.manager)}::text[], ${people.map((p) => p.endDate)}::date[],
      ${people.map((p) => p.order)}::int[], ${people.map((p) => p.eligibleOn)}::date[]) as g (id, manager, end_date, place, eligible_on)
    where u.space_id = ${ctx.spaceId} and u.id = g.id`.execute(ctx.tx);
}

/**
 * Of these Users, those who are Members of the source still and not kept out, with their status: what a
 * plan said may have passed.
 */
export async function stillManaged(
  ctx: Context,
  sourceId: string,
  ids: string[],
  adminsToo = false,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; status: string }>`
    select id, status from users
    where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[]) and source_id = ${sourceId}
      and (role = 'member' or ${adminsToo}) and (status <> 'deactivated' or kept_out_by is null)`.execute(
    ctx.tx,
  );
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** Moves the day from which people who wait may take a seat, where their start date was moved. */
export async function moveEligibility(
  ctx: Context,
  people: { id: string; startDate: string | null }[],
  today: string,
): Promise<void> {
  await sql`
    update users u set eligible_on = case when g.start_date > ${today}::date then g.start_date end
    from unnest(${people.map(({ id }) => id)}::uuid[], ${people.map(({ startDate }) => startDate)}::date[]) as g (id, start_date)
    where u.space_id = ${ctx.spaceId} and u.id = g.id and u.status = 'waiting'`.execute(ctx.tx);
}

/** Of these Users, those who have never signed in. */
export async function stillUnclaimed(ctx: Context, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from users
    where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[]) and joined_at is null`.execute(ctx.tx);
  return new Set(rows.map(({ id }) => id));
}

/** Of these Users, those whom nobody owns still, with their role. */
export async function stillFree(ctx: Context, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; role: string }>`
    select id, role from users
    where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[]) and source_id is null and source = 'manual'
      and status in ('invited', 'active', 'waiting')`.execute(ctx.tx);
  return new Map(rows.map(({ id, role }) => [id, role]));
}

/** Keeps which Admins the employee data no longer lists, and forgets those it lists again. */
export async function noteAbsentAdmins(
  ctx: Context,
  runId: string,
  sourceId: string,
  full: boolean,
): Promise<void> {
  await sql`
    insert into sync_absent_admins (space_id, user_id, source_id, run_id, since)
    select ${ctx.spaceId}::uuid, p.user_id, ${sourceId}::uuid, ${runId}::uuid, ${ctx.now}::timestamptz
    from sync_plan p join users u on u.space_id = ${ctx.spaceId} and u.id = p.user_id
    where p.space_id = ${ctx.spaceId} and p.run_id = ${runId} and p.outcome = 'warning' and p.reason = 'admin_left'
    on conflict (space_id, user_id) do nothing`.execute(ctx.tx);
  // Of a full file whoever is not told to have left is there; of changes, who is listed and has not left.
  await sql`
    delete from sync_absent_admins a using users u
    where a.space_id = ${ctx.spaceId} and a.source_id = ${sourceId} and u.space_id = ${ctx.spaceId} and u.id = a.user_id
      and not exists (select from sync_plan p where p.space_id = ${ctx.spaceId} and p.run_id = ${runId}
        and p.user_id = a.user_id and p.reason = 'admin_left')
      and (${full}
        or exists (select from sync_plan p where p.space_id = ${ctx.spaceId} and p.run_id = ${runId} and p.user_id = a.user_id
          and p.employee_id = u.employee_id and p.reason not in ('left_already', 'not_managed'))
        or exists (select from sync_unchanged q where q.space_id = ${ctx.spaceId} and q.run_id = ${runId}
          and a.user_id = any(q.user_ids)))`.execute(ctx.tx);
}

/** Puts deactivated Users in the queue; their seat comes when there is one. */
export async function returnToQueue(ctx: Context, ids: string[]): Promise<void> {
  await sql`
    update users set status = 'waiting', waiting_since = ${ctx.now}, deactivated_at = null, deactivated_by = null,
      deactivated_reason = null, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[]) and status = 'deactivated'`.execute(ctx.tx);
}

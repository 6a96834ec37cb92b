import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { whereFilter } from '../users/index.ts';
import { detailWords } from './detail-rules.ts';
import { reasonInWords } from './reason-rules.ts';
import { dayInWords, resultInWords } from './result-rules.ts';
import type { findUnseated } from './forecast-queries.ts';
import type { RunPeopleQuery, RunPerson } from './people-schemas.ts';

interface Row extends Omit<RunPerson, 'sentence' | 'warning' | 'column' | 'changes' | 'done' | 'waits'> {
  number: number;
  data: Record<string, string | null>;
  before: Record<string, string | null> | null;
}

/** Who comes on a day that is, or at the time of applying was, ahead is scheduled: theirs is no wait for a seat. */
export const personColumns = (
  ctx: Context,
) => sql`p.number, p.outcome, p.reason, p.line, p.user_id as "userId", p.employee_id as "employeeId",
  coalesce(p.email, '') as email, coalesce(p.first_name, '') as "firstName", coalesce(p.last_name, '') as "lastName",
  coalesce(p.data ->> 'department', p.before ->> 'department', '') as department, p.data, p.before, p.result,
  case when p.outcome in ('joiner', 'returner') and coalesce(p.result, 'waiting') = 'waiting'
    and p.data ->> 'startDate' > (coalesce(p.applied_at, ${ctx.now}) at time zone
      (select t.time_zone from space_settings t where t.space_id = ${ctx.spaceId}))::date::text
    then p.data ->> 'startDate' end as "scheduledFor"`;

const comes = new Set<RunPerson['outcome']>(['joiner', 'returner']);

/** A row of a plan as it is shown: the reason in words, and what is changed of whom is known. */
export function presentPerson<
  R extends Pick<Row, 'outcome' | 'reason' | 'data' | 'before' | 'result' | 'scheduledFor'>,
>({ data, before, ...row }: R) {
  const { warning, column = null } = data;
  const fields = before === null || row.outcome === 'joiner' ? [] : Object.entries(detailWords);
  const changes = fields.flatMap(([field, name]) => {
    const [from, to] = [before?.[field] ?? null, data[field] ?? null];
    return field in data && (from ?? '') !== (to ?? '') ? [{ field, name, from, to }] : [];
  });
  const inWords = warning === undefined || warning === null ? null : reasonInWords(warning);
  const { result, scheduledFor } = row;
  const ahead = result === null && scheduledFor !== null;
  const sentence = `${reasonInWords(row.reason, data)}${ahead ? `; scheduled for ${dayInWords(scheduledFor)}` : ''}`;
  return {
    ...row,
    sentence,
    warning: inWords,
    column,
    changes,
    result: result !== null && scheduledFor !== null ? 'scheduled' : result,
    done: resultInWords(result, scheduledFor),
  };
}

/**
 * A page of everybody a run tells of, in the plan's order; who is plainly unchanged comes last.
 * However many they are, a page costs the same.
 * @param unseated from where in the plan on there is no seat for who comes.
 */
export async function listRunPeople(
  ctx: Context,
  runId: string,
  query: RunPeopleQuery,
  unseated: Awaited<ReturnType<typeof findUnseated>> = null,
): Promise<{ items: RunPerson[]; nextCursor: string | null }> {
  const { cursor, limit } = query;
  const items: RunPerson[] = [];
  if (!cursor?.startsWith('u')) {
    const rows = await planned(ctx, runId, query, Number(cursor?.slice(1) ?? 0));
    items.push(
      ...rows.slice(0, limit).map(({ number, ...row }) => {
        const waits =
          unseated !== null &&
          number >= unseated.from &&
          comes.has(row.outcome) &&
          (row.data.startDate ?? '') <= unseated.today;
        return { ...presentPerson(row), waits };
      }),
    );
    if (rows.length > limit) return { items, nextCursor: `p${String(rows[limit - 1]?.number ?? 0)}` };
  }
  const plain =
    (query.outcome ?? 'unchanged') === 'unchanged' &&
    (query.reason ?? 'same') === 'same' &&
    !query.department;
  if (!plain) return { items, nextCursor: null };
  const line = cursor?.startsWith('u') ? Number(cursor.slice(1)) : 0;
  const room = limit - items.length;
  const rest = await unchanged(ctx, runId, query.q, line, room + 1);
  items.push(...rest.slice(0, room).map(asUnchanged));
  const last = rest[room - 1];
  if (rest.length <= room) return { items, nextCursor: null };
  // With no room left the page ends just before the first who is plainly unchanged.
  return { items, nextCursor: `u${String(last?.line ?? 0)}` };
}

async function planned(
  ctx: Context,
  runId: string,
  { outcome, reason, department, q, limit }: RunPeopleQuery,
  after: number,
): Promise<Row[]> {
  const conditions = [
    outcome ? sql` and p.outcome = ${outcome}` : sql``,
    reason ? sql` and p.reason = ${reason}` : sql``,
    department === undefined ? sql`` : sql` and p.before ->> 'department' = ${department}`,
    q
      ? sql` and strpos(lower(concat_ws(' ', p.first_name, p.last_name, p.email, p.employee_id)), lower(${q})) > 0`
      : sql``,
  ];
  const { rows } = await sql<Row>`
    select ${personColumns(ctx)} from sync_plan p
    where p.space_id = ${ctx.spaceId} and p.run_id = ${runId} and p.number > ${after} ${sql.join(conditions, sql``)}
    order by p.number limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

interface UnchangedRow {
  line: number;
  userId: string;
  employeeId: string | null;
  email: string;
  firstName: string;
  lastName: string;
  department: string;
}

/** Those packed away: the parts are read one after the other, no more of them than the page needs. */
async function unchanged(
  ctx: Context,
  runId: string,
  q: string | undefined,
  afterLine: number,
  limit: number,
): Promise<UnchangedRow[]> {
  const found = q ? await findByWords(ctx, q) : undefined;
  if (found?.length === 0) return [];
  const among = found ? sql` and p.user_ids && ${found}::uuid[]` : sql``;
  const only = found ? sql` and m.user_id = any(${found}::uuid[])` : sql``;
  const { rows } = await sql<UnchangedRow>`
    with members as (
      select m.user_id, m.line from sync_unchanged p, unnest(p.user_ids, p.lines) as m (user_id, line)
      where p.space_id = ${ctx.spaceId} and p.run_id = ${runId} and p.part >= ${Math.floor(afterLine / 1000)} ${among}
        and m.line > ${afterLine} ${only}
      order by p.part, m.line limit ${limit}
    )
    select m.line, m.user_id as "userId", u.employee_id as "employeeId", coalesce(u.email, '') as email,
      coalesce(u.first_name, '') as "firstName", coalesce(u.last_name, '') as "lastName", coalesce(u.department, '') as department
    from members m left join users u on u.space_id = ${ctx.spaceId} and u.id = m.user_id
    order by m.line`.execute(ctx.tx);
  return rows;
}

async function findByWords(ctx: Context, q: string): Promise<string[]> {
  const everybody = { q, status: 'invited,active,waiting,deactivated' };
  const { rows } = await sql<{ id: string }>`
    select u.id from users u where ${whereFilter(ctx.spaceId, everybody, ctx.now)} limit 500`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

const asUnchanged = (person: UnchangedRow): RunPerson => ({
  ...person,
  outcome: 'unchanged',
  reason: 'same',
  sentence: reasonInWords('same'),
  warning: null,
  column: null,
  changes: [],
  waits: false,
  result: null,
  scheduledFor: null,
  done: null,
});

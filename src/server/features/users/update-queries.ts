import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Details } from './update-rules.ts';
import { emailKey, searchWords, sortName } from './user-rules.ts';

/** Who holds these addresses and employee ids now. Call it with the pool locked: every door locks it. */
export async function findHolders(
  ctx: Context,
  wanted: Pick<Details, 'email' | 'employeeId'>[],
): Promise<{ byEmail: Map<string, string>; byEmployeeId: Map<string, string> }> {
  if (wanted.length === 0) return { byEmail: new Map(), byEmployeeId: new Map() };
  const ids = wanted.flatMap(({ employeeId }) => (employeeId === null ? [] : [employeeId]));
  const { rows } = await sql<{ id: string; email_key: string; employee_id: string | null }>`
    select id, email_key, employee_id from users
    where space_id = ${ctx.spaceId} and email_key = any(${wanted.map(({ email }) => emailKey(email))}::text[])
    union
    select id, email_key, employee_id from users
    where space_id = ${ctx.spaceId} and employee_id = any(${ids}::text[])`.execute(ctx.tx);
  return {
    byEmail: new Map(rows.map((row) => [row.email_key, row.id])),
    byEmployeeId: new Map(
      rows.flatMap((row) => (row.employee_id === null ? [] : [[row.employee_id, row.id]])),
    ),
  };
}

type Row = Details & { id: string };

/** Writes the details of n Users in one statement. */
export async function writeDetails(ctx: Context, rows: Row[]): Promise<void> {
  const of = <T>(read: (row: Row) => T): T[] => rows.map(read);
  await sql`
    update users u
    set email = g.email, email_key = g.email_key, first_name = g.first_name, last_name = g.last_name,
        sort_name = g.sort_name, employee_id = g.employee_id, department = g.department, location = g.location,
        job_title = g.job_title, manager_employee_id = g.manager_employee_id, start_date = g.start_date,
        end_date = g.end_date, source = g.source, source_id = g.source_id, updated_at = ${ctx.now}
    from unnest(
      ${of(({ id }) => id)}::uuid[],
      ${of(({ email }) => email)}::text[],
      ${of(({ email }) => emailKey(email))}::text[],
      ${of(({ firstName }) => firstName)}::text[],
      ${of(({ lastName }) => lastName)}::text[],
      ${of(sortName)}::text[],
      ${of(({ employeeId }) => employeeId)}::text[],
      ${of(({ department }) => department)}::text[],
      ${of(({ location }) => location)}::text[],
      ${of(({ jobTitle }) => jobTitle)}::text[],
      ${of(({ managerEmployeeId }) => managerEmployeeId)}::text[],
      ${of(({ startDate }) => startDate)}::date[],
      ${of(({ endDate }) => endDate)}::date[],
      ${of(({ source }) => source)}::text[],
      ${of(({ sourceId }) => sourceId)}::uuid[]
    ) as g (id, email, email_key, first_name, last_name, sort_name, employee_id, department, location,
            job_title, manager_employee_id, start_date, end_date, source, source_id)
    where u.space_id = ${ctx.spaceId} and u.id = g.id`.execute(ctx.tx);
}

/** Makes the search words of n Users again, in two statements: what went, what came. */
export async function rewriteWords(ctx: Context, rows: Row[]): Promise<void> {
  const words = rows.flatMap((row) => searchWords(row).map((word) => ({ id: row.id, word })));
  const given = sql`unnest(${words.map(({ id }) => id)}::uuid[], ${words.map(({ word }) => word)}::text[]) as g (user_id, word)`;
  await sql`
    delete from user_words w
    where w.space_id = ${ctx.spaceId} and w.user_id = any(${rows.map(({ id }) => id)}::uuid[])
      and (w.user_id, w.word) not in (select g.user_id, g.word collate "C" from ${given})`.execute(ctx.tx);
  await sql`
    insert into user_words (space_id, user_id, word)
    select ${ctx.spaceId}::uuid, g.user_id, g.word from ${given}
    on conflict do nothing`.execute(ctx.tx);
}

import { sql } from 'kysely';
import { copyIn, copyValue } from '../../platform/database/index.ts';
import type { Context } from '../../platform/command/index.ts';
import type { StagedRow } from './row-rules.ts';

/**
 * Fills this transaction's staging table from the rows of a file. Temporary: the file itself is
 * kept, and reading it again gives the same rows.
 */
export async function stageRows(ctx: Context, batches: AsyncIterable<StagedRow[]>): Promise<void> {
  await sql`
    create temp table sync_staged (
      line int, employee_id text collate "C", email text, email_key text collate "C", first_name text, last_name text,
      status text, department text, job_title text, location text, manager text collate "C",
      start_date date, end_date date, error text, warning text, tokens text[]
    ) on commit drop`.execute(ctx.tx);
  await copyIn(ctx.tx, 'copy sync_staged from stdin', copyLines(batches));
  await sql`analyze sync_staged (employee_id, email_key, error)`.execute(ctx.tx);
}

async function* copyLines(batches: AsyncIterable<StagedRow[]>): AsyncGenerator<string> {
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) text += copyLine(row);
    yield text;
  }
}

const copyLine = (row: StagedRow): string =>
  [
    row.line,
    row.employeeId || null,
    row.email,
    row.emailKey,
    row.firstName,
    row.lastName,
    row.status,
    row.department,
    row.jobTitle,
    row.location,
    row.manager,
    row.startDate,
    row.endDate,
    row.error,
    row.warning,
    row.tokens && `{${row.tokens.map((token) => `"${token.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`,
  ]
    .map(copyValue)
    .join('\t') + '\n';

/** Employee ids that come more than once, and whether their rows differ; addresses that several ids share. */
export async function findRepeats(ctx: Context): Promise<void> {
  await sql`
    create temp table sync_twice on commit drop as
    with repeated as (
      select employee_id from sync_staged where employee_id is not null group by employee_id having count(*) > 1
    )
    select s.employee_id, min(s.line) as first_line,
      count(distinct (s.email, s.first_name, s.last_name, s.status, s.department, s.job_title, s.location, s.manager,
        s.start_date, s.end_date, s.error)) > 1 as differ
    from sync_staged s join repeated r on r.employee_id = s.employee_id
    group by s.employee_id`.execute(ctx.tx);
  await sql`
    create temp table sync_shared on commit drop as
    with repeated as (
      select email_key from sync_staged where email_key <> '' group by email_key having count(*) > 1
    )
    select s.email_key from sync_staged s join repeated r on r.email_key = s.email_key
    where s.employee_id is not null
    group by s.email_key having min(s.employee_id) <> max(s.employee_id)`.execute(ctx.tx);
}

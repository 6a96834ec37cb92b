import { sql } from 'kysely';
import { copyIn, copyValue } from '../../platform/database/index.ts';
import type { Context } from '../../platform/command/index.ts';
import type { Column } from './file-rules.ts';
import type { StagedRow } from './row-rules.ts';

/** What COPY is given of a row, by column of the staging table; a column the file lacks stays null. */
const staged: { name: string; of?: Column; read: (row: StagedRow) => string | null }[] = [
  { name: 'line', read: (row) => String(row.line) },
  { name: 'employee_id', read: (row) => (row.employeeId === '' ? null : row.employeeId) },
  { name: 'email', read: (row) => row.email },
  { name: 'email_key', read: (row) => row.emailKey },
  { name: 'first_name', read: (row) => row.firstName },
  { name: 'last_name', read: (row) => row.lastName },
  { name: 'error', read: (row) => row.error },
  { name: 'error_column', read: (row) => row.column },
  { name: 'error_value', read: (row) => row.value },
  { name: 'warning', read: (row) => row.warning },
  { name: 'tokens', read: (row) => row.tokens && arrayOf(row.tokens) },
  { name: 'status', of: 'status', read: (row) => row.status },
  { name: 'department', of: 'department', read: (row) => row.department },
  { name: 'job_title', of: 'job_title', read: (row) => row.jobTitle },
  { name: 'location', of: 'location', read: (row) => row.location },
  { name: 'manager', of: 'manager_employee_id', read: (row) => row.manager },
  { name: 'start_date', of: 'start_date', read: (row) => row.startDate },
  { name: 'end_date', of: 'end_date', read: (row) => row.endDate },
];

const arrayOf = (tokens: string[]): string =>
  `{${tokens.map((token) => `"${token.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;

// Not a temporary one, see decision 0008: those are read in one process alone.
const tableOf = (runId: string): string => `usher_staging."run_${runId}"`;

/**
 * Fills a staging table of this transaction's own from the rows of a file, to be read as `sync_staged` with the
 * `place` of each row; `dropStaged` ends both. The file itself is kept, and reading it again gives the same rows.
 * `email_key` is null where it is the lower case of the e-mail.
 * @param columns is asked once the first rows are there: which ones the file has.
 */
export async function stageRows(
  ctx: Context,
  runId: string,
  batches: AsyncGenerator<StagedRow[]>,
  columns: () => Column[],
): Promise<void> {
  // Room for the one large join, of a million people, before it goes by way of the disk; fewer take less. By
  // itself the planner thinks too much of handing rows from one process to another to make it in several.
  await sql`set local work_mem = '64MB'`.execute(ctx.tx);
  await sql`set local parallel_tuple_cost = 0.01`.execute(ctx.tx);
  await sql`
    create unlogged table ${sql.raw(tableOf(runId))} (
      line int, employee_id text collate "C", email text, email_key text collate "C", first_name text, last_name text,
      status text, department text, job_title text, location text, manager text collate "C",
      start_date date, end_date date, error text, error_column text, error_value text, warning text, tokens text[]
    )`.execute(ctx.tx);
  await sql`create temp view sync_staged as select ctid as place, * from ${sql.raw(tableOf(runId))}`.execute(
    ctx.tx,
  );
  let batch = await batches.next();
  const given = new Set(columns());
  const filled = staged.filter(({ of }) => of === undefined || given.has(of));
  const names = filled.map(({ name }) => name).join(', ');
  const readers = filled.map(({ read }) => read);
  // One variable for every batch: were the first one kept, the collector would keep parts of all that follow.
  async function* lines() {
    try {
      for (; !batch.done; batch = await batches.next()) yield copyLines(batch.value, readers);
    } finally {
      await batches.return(undefined);
    }
  }
  await copyIn(ctx.tx, `copy ${tableOf(runId)} (${names}) from stdin`, lines());
}

/** Makes rows quick to find by employee id. */
export async function indexStaged(ctx: Context, runId: string): Promise<void> {
  await sql`create index on ${sql.raw(tableOf(runId))} (employee_id)`.execute(ctx.tx);
}

/** Nothing that was staged outlives the transaction that read it. */
export async function dropStaged(ctx: Context, runId: string): Promise<void> {
  await sql`drop view sync_staged`.execute(ctx.tx);
  await sql`drop table ${sql.raw(tableOf(runId))}`.execute(ctx.tx);
}

const plainValue = (value: string | null): string => value ?? '\\N';

/** Bytes at once: a text that waits its turn would hold on to every part it was put together from. */
function copyLines(rows: StagedRow[], readers: ((row: StagedRow) => string | null)[]): Buffer {
  let text = '';
  for (const row of rows) {
    const write = row.plain ? plainValue : copyValue;
    let before = '';
    for (const read of readers) {
      text += before + write(read(row));
      before = '\t';
    }
    text += '\n';
  }
  return Buffer.from(text);
}

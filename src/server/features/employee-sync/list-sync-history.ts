import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../platform/command/index.ts';
import { personColumns, presentPerson } from './list-run-people.ts';
import type { HistoryQuery, SyncHistory } from './people-schemas.ts';
import { outcomeWords } from './result-rules.ts';

type Item = z.output<typeof SyncHistory>['items'][number];
type Row = Omit<Item, 'at' | 'outcomeInWords' | 'sentence' | 'warning' | 'column' | 'changes' | 'done'> & {
  number: number;
  department: string;
  data: Record<string, string | null>;
  before: Record<string, string | null> | null;
  at: Date;
};

/**
 * What runs had to say of one person, newest first, by User or by employee id (which also finds
 * whoever was deleted). Runs that left them exactly as they were say nothing.
 */
export async function listSyncHistory(
  ctx: Context,
  { userId, employeeId, cursor, limit }: HistoryQuery,
): Promise<z.output<typeof SyncHistory>> {
  const [run, number] = cursor?.split(' ') ?? [];
  const before = run ? sql` and (p.run_id, p.number) < (${run}::uuid, ${Number(number)}::int)` : sql``;
  const of = (condition: ReturnType<typeof sql>) => sql`
    select p.run_id, p.number from sync_plan p where p.space_id = ${ctx.spaceId} and ${condition} ${before}`;
  const whose = [
    ...(userId === undefined ? [] : [of(sql`p.user_id = ${userId}::uuid`)]),
    ...(employeeId === undefined ? [] : [of(sql`p.employee_id = ${employeeId}`)]),
  ];
  const { rows } = await sql<Row>`
    with told as (
      select run_id, number from (${sql.join(whose, sql` union `)}) t order by run_id desc, number desc limit ${limit + 1}
    )
    select ${personColumns(ctx)}, p.run_id as "runId", r.state as "runState", r.kind as "runKind", s.name as "sourceName",
      r.file_name as "fileName", coalesce(p.applied_at, r.created_at) as at,
      p.applied_at is not null and p.result <> 'skipped' as applied
    from told t
    join sync_plan p on p.space_id = ${ctx.spaceId} and p.run_id = t.run_id and p.number = t.number
    join sync_runs r on r.space_id = ${ctx.spaceId} and r.id = p.run_id
    join sync_sources s on s.space_id = ${ctx.spaceId} and s.id = r.source_id
    order by p.run_id desc, p.number desc`.execute(ctx.tx);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ number: _, department: __, at, ...row }) => ({
      ...presentPerson(row),
      outcomeInWords: outcomeWords[row.outcome],
      at: at.toISOString(),
    })),
    nextCursor: rows.length > limit && last ? `${last.runId} ${String(last.number)}` : null,
  };
}

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { wordsOf, type Person } from './trace-rules.ts';

/** Whether an import is under way, which would write down again what is erased. */
export async function importsNow(ctx: Context): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sync_runs
    where space_id = ${ctx.spaceId} and state in ('queued', 'running', 'applying') limit 1`.execute(ctx.tx);
  return rows.length > 0;
}

export interface KeptFile {
  runId: string;
  encoding: string;
  /** The run's plan or its unchanged people tell of the person. */
  listed: boolean;
}

/** Runs whose file is still there. */
export async function keptFiles(ctx: Context, person: Person): Promise<KeptFile[]> {
  const { rows } = await sql<KeptFile>`
    select r.id as "runId", s.encoding,
      exists (select from sync_plan p where p.space_id = ${ctx.spaceId} and p.run_id = r.id and ${isOf(person)})
      or exists (select from sync_unchanged n where n.space_id = ${ctx.spaceId} and n.run_id = r.id
        and n.user_ids && ${person.userIds}::uuid[]) as listed
    from sync_runs r join sync_sources s on s.space_id = ${ctx.spaceId} and s.id = r.source_id
    where r.space_id = ${ctx.spaceId} and r.file_purged_at is null and r.file_hash is not null
    order by r.id`.execute(ctx.tx);
  return rows;
}

const isOf = (person: Person) => sql<boolean>`(p.user_id = any(${person.userIds}::uuid[])
  or p.employee_id = any(${person.employeeIds}::text[])
  or concat_ws(' ', p.email, p.first_name, p.last_name, p.data::text, p.before::text) ~* ${wordsOf(person)})`;

/** Deletes these files; the runs keep their hash, and those that still wait for a person end. */
export async function eraseFiles(ctx: Context, runIds: string[]): Promise<void> {
  await sql`
    delete from sync_files where space_id = ${ctx.spaceId} and run_id = any(${runIds}::uuid[])`.execute(
    ctx.tx,
  );
  await sql`
    update sync_runs set file_purged_at = ${ctx.now}, file_erased = true
    where space_id = ${ctx.spaceId} and id = any(${runIds}::uuid[])`.execute(ctx.tx);
  await sql`
    update sync_runs set state = 'discarded', reason = 'file_erased', settled_by = ${ctx.actor.name}, finished_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = any(${runIds}::uuid[]) and state in ('held', 'rehearsed')`.execute(
    ctx.tx,
  );
}

/**
 * Empties what plans hold of the person. The rows stay, so that every count of a run is what it was;
 * to those who had them as manager nothing of it is left. Looks at sources go altogether.
 */
export async function erasePlanRows(ctx: Context, person: Person): Promise<number> {
  const emptied = await sql`
    update sync_plan p set employee_id = null, email = null, first_name = null, last_name = null,
      data = jsonb_strip_nulls(jsonb_build_object('warning', data -> 'warning')),
      before = case when before is not null
        then jsonb_build_object('status', before -> 'status', 'department', before -> 'department') end
    where space_id = ${ctx.spaceId} and ${isOf(person)}`.execute(ctx.tx);
  const without = (column: 'data' | 'before') => {
    const json = sql.ref(column);
    return sql`${json} = case when ${json} ->> 'managerEmployeeId' = any(${person.employeeIds}::text[])
      then ${json} || '{"managerEmployeeId": null}' else ${json} end`;
  };
  await sql`
    update sync_plan set ${without('data')}, ${without('before')}
    where space_id = ${ctx.spaceId} and (data ->> 'managerEmployeeId' = any(${person.employeeIds}::text[])
      or before ->> 'managerEmployeeId' = any(${person.employeeIds}::text[]))`.execute(ctx.tx);
  await sql`delete from sync_checks where space_id = ${ctx.spaceId} and state <> 'queued'`.execute(ctx.tx);
  return Number(emptied.numAffectedRows ?? 0);
}

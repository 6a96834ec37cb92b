import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { PageQuery } from '../../platform/paging/index.ts';
import { believable } from './file-age-rules.ts';
import { pausedByUndo } from './undo-rules.ts';
import type { Limits } from './guard-rules.ts';

export type SourceKind = 'csv' | 'sftp' | 'folder' | 'hris';
export type Mode = 'full' | 'changes';

export interface Source {
  id: string;
  kind: SourceKind;
  name: string;
  mode: Mode;
  delimiter: string;
  encoding: string;
  mapping: Record<string, string>;
  limits: Partial<Limits>;
  schedule: Record<string, unknown> | null;
  settings: Record<string, unknown>;
  sealedSecrets: string | null;
  hostKey: string | null;
  state: 'active' | 'paused';
  pausedAt: Date | null;
  pausedBy: string | null;
  pausedReason: string | null;
  failures: number;
  nextRunAt: Date | null;
  lastGoodRunId: string | null;
  lastGoodAt: Date | null;
  lastGoodRows: number | null;
  lastGoodBlanks: Record<string, number>;
  lastAppliedRunId: string | null;
  lastFileTime: Date | null;
}

const columns = sql`id, kind, name, mode, delimiter, encoding, mapping, limits, schedule, settings,
  sealed_secrets as "sealedSecrets", host_key as "hostKey", state, paused_at as "pausedAt", paused_by as "pausedBy",
  paused_reason as "pausedReason", failures, next_run_at as "nextRunAt", last_good_run_id as "lastGoodRunId",
  last_good_at as "lastGoodAt", last_good_rows as "lastGoodRows", last_good_blanks as "lastGoodBlanks",
  last_applied_run_id as "lastAppliedRunId", last_file_time as "lastFileTime"`;

/** A source by id or name; undefined where there is none or it was deleted. */
export async function findSource(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  by: { id: string } | { name: string },
  lock = false,
): Promise<Source | undefined> {
  const which = 'id' in by ? sql`id = ${by.id}` : sql`name = ${by.name}`;
  const { rows } = await sql<Source>`
    select ${columns} from sync_sources
    where space_id = ${ctx.spaceId} and ${which} and deleted_at is null ${lock ? sql`for no key update` : sql``}`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** Every source in the order of their making; with a page, from behind its cursor on, one more than it holds. */
export async function listSourceRows(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  page?: PageQuery,
): Promise<Source[]> {
  const after = page?.cursor ? sql`and id > ${page.cursor}::uuid` : sql``;
  const { rows } = await sql<Source>`
    select ${columns} from sync_sources where space_id = ${ctx.spaceId} and deleted_at is null ${after}
    order by id ${page ? sql`limit ${page.limit + 1}` : sql``}`.execute(ctx.tx);
  return rows;
}

export type NewSource = Pick<
  Source,
  'kind' | 'name' | 'mode' | 'delimiter' | 'encoding' | 'mapping' | 'limits' | 'settings'
> & {
  schedule?: Record<string, unknown> | null;
  sealedSecrets?: string | null;
  hostKey?: string | null;
  nextRunAt?: Date | null;
};

export async function insertSource(ctx: Context, source: NewSource, id = newId(ctx.now)): Promise<string> {
  await sql`
    insert into sync_sources (space_id, id, kind, name, mode, delimiter, encoding, mapping, limits, schedule, settings,
      sealed_secrets, host_key, next_run_at, created_by, created_at, updated_at)
    values (${ctx.spaceId}, ${id}, ${source.kind}, ${source.name}, ${source.mode}, ${source.delimiter}, ${source.encoding},
      ${JSON.stringify(source.mapping)}::jsonb, ${JSON.stringify(source.limits)}::jsonb,
      ${source.schedule ? JSON.stringify(source.schedule) : null}::jsonb, ${JSON.stringify(source.settings)}::jsonb,
      ${source.sealedSecrets ?? null}, ${source.hostKey ?? null}, ${source.nextRunAt ?? null}, ${ctx.actor.name}, ${ctx.now}, ${ctx.now})`.execute(
    ctx.tx,
  );
  return id;
}

/** Writes the settings of a source as they are given, whole. */
export async function updateSource(ctx: Context, source: Source): Promise<void> {
  await sql`
    update sync_sources
    set name = ${source.name}, mode = ${source.mode}, delimiter = ${source.delimiter}, encoding = ${source.encoding},
        mapping = ${JSON.stringify(source.mapping)}::jsonb, limits = ${JSON.stringify(source.limits)}::jsonb,
        schedule = ${source.schedule ? JSON.stringify(source.schedule) : null}::jsonb,
        settings = ${JSON.stringify(source.settings)}::jsonb, sealed_secrets = ${source.sealedSecrets},
        host_key = ${source.hostKey}, state = ${source.state}, paused_at = ${source.pausedAt},
        paused_by = ${source.pausedBy}, paused_reason = ${source.pausedReason}, failures = ${source.failures},
        next_run_at = ${source.nextRunAt}, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${source.id}`.execute(ctx.tx);
}

/** Notes a good run: what the next file is measured against, that an undo before it is past, and, where it changed somebody, what can be undone. */
export async function noteGoodRun(
  ctx: Context,
  run: {
    id: string;
    sourceId: string;
    mode: Mode;
    rows: number;
    stepsTotal: number;
    blanks: Record<string, number>;
    fileTime: Date | null;
  },
): Promise<void> {
  const full = run.mode === 'full';
  await sql`
    update sync_sources
    set last_good_run_id = ${run.id}, last_good_at = ${ctx.now}, failures = 0,
        last_applied_run_id = case when ${run.stepsTotal > 0} or last_applied_run_id is null then ${run.id} else last_applied_run_id end,
        last_good_rows = case when ${full} then ${run.rows} else last_good_rows end,
        last_good_blanks = case when ${full} then ${JSON.stringify(run.blanks)}::jsonb else last_good_blanks end,
        paused_reason = nullif(paused_reason, ${pausedByUndo}),
        last_file_time = greatest(case when last_file_time <= ${ctx.now} then last_file_time end,
          ${believable(run.fileTime, ctx.now)}::timestamptz), updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${run.sourceId}`.execute(ctx.tx);
}

/** Takes a source out of use; its Users are by hand from then on. @returns how many they were. */
export async function retireSource(ctx: Context, id: string): Promise<number> {
  await sql`
    update sync_sources set deleted_at = ${ctx.now}, next_run_at = null, sealed_secrets = null, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${id}`.execute(ctx.tx);
  const { rows } = await sql`
    update users set source = 'manual', source_id = null, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and source_id = ${id} returning id`.execute(ctx.tx);
  return rows.length;
}

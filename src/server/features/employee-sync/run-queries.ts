import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { Suspected } from './file-rules.ts';
import type { Guard, Limits, SeatForecast } from './guard-rules.ts';
import type { SeatNeeds } from './plan-queries.ts';
import type { Mode } from './source-queries.ts';
import { pausedByUndo } from './undo-rules.ts';

export type RunState =
  | 'receiving'
  | 'queued'
  | 'running'
  | 'rehearsed'
  | 'held'
  | 'applying'
  | 'applied'
  | 'refused'
  | 'failed'
  | 'discarded'
  | 'superseded'
  | 'cancelled';

export interface Run {
  id: string;
  sourceId: string;
  sourceName: string;
  sourceKind: string;
  kind: 'sync' | 'undo';
  undoesRunId: string | null;
  undoneByRunId: string | null;
  /** Of an undo: the file of the run it takes back, and when that came in. */
  undoesFileName: string | null;
  undoesCreatedAt: Date | null;
  /** Of an undo: its source is paused since then, and nothing was applied to it in between. */
  pausesSource: boolean;
  mode: Mode;
  intent: 'rehearse' | 'apply';
  state: RunState;
  phase: string;
  reason: string | null;
  problem: string | null;
  fileName: string | null;
  fileHash: string | null;
  fileBytes: number;
  fileTime: Date | null;
  complete: boolean;
  incompleteReason: string | null;
  attempts: number;
  tryAgainAt: Date | null;
  mapping: Record<string, string>;
  limits: Partial<Limits>;
  rows: number;
  counts: Record<string, number>;
  guards: Guard[];
  warnings: { reason: string; sentence: string }[];
  seats: SeatForecast | null;
  blanks: Record<string, number>;
  binding: string | null;
  approvedBinding: string | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  firstRun: boolean;
  stepsTotal: number;
  stepsDone: number;
  needsDecision: boolean;
  startedBy: string;
  /** Who discarded or cancelled it. */
  settledBy: string | null;
  createdAt: Date;
  plannedAt: Date | null;
  applyStartedAt: Date | null;
  finishedAt: Date | null;
  filePurgedAt: Date | null;
  /** It went before its time, because somebody in it was erased. */
  fileErased: boolean;
  /** Milliseconds that each phase took. */
  timings: Record<string, number>;
  summary: RunSummary;
  /** How far it has come, while it is read and planned. */
  progressPhase: string | null;
  rowsRead: number | null;
  /** Who asked it to stop, while it is read and planned. */
  cancelledBy: string | null;
}

export interface RunSummary {
  reasons?: { outcome: string; reason: string; count: number }[];
  /** Who would leave, by department; `of` is how many of the source's people are in it. */
  leaversByDepartment?: { department: string; leaving: number; of: number }[];
  /** Once applied: to how many each outcome was done, who was settled by others meanwhile left out. */
  done?: Record<string, number>;
  /** How many of those who come do so on a day ahead, and the first of these days. */
  scheduled?: { count: number; from: string | null };
  /** What its plan asks of the seats. */
  needs?: SeatNeeds;
  /** Once refused: how the file seems to be written. */
  suspected?: Suspected;
}

/** Whether somebody has to decide about a run `r`: not on a rehearsal that would change nobody. */
export const needsDecision = sql<boolean>`(r.state = 'held' or r.state = 'rehearsed' and r.steps_total > 0)`;

const columns = sql`r.id, r.source_id as "sourceId", s.name as "sourceName", s.kind as "sourceKind", r.kind,
  r.undoes_run_id as "undoesRunId", r.undone_by_run_id as "undoneByRunId",
  o.file_name as "undoesFileName", o.created_at as "undoesCreatedAt",
  r.kind = 'undo' and s.state = 'paused' and s.paused_at = r.finished_at and s.paused_reason = ${pausedByUndo} as "pausesSource",
  r.mode, r.intent, r.state, r.phase, r.reason, r.problem,
  r.file_name as "fileName", r.file_hash as "fileHash", r.file_bytes as "fileBytes", r.file_time as "fileTime", r.complete,
  r.incomplete_reason as "incompleteReason", r.attempts, r.try_again_at as "tryAgainAt",
  r.mapping, r.limits, r.rows, r.counts, r.guards, r.warnings, r.seats, r.blanks, r.binding,
  r.approved_binding as "approvedBinding", r.approved_by as "approvedBy", r.approved_at as "approvedAt",
  r.first_run as "firstRun", r.steps_total as "stepsTotal", r.steps_done as "stepsDone", r.started_by as "startedBy",
  r.settled_by as "settledBy", r.file_purged_at as "filePurgedAt", r.file_erased as "fileErased", r.timings, r.summary, g.phase as "progressPhase",
  g.rows_read as "rowsRead", g.cancelled_by as "cancelledBy", ${needsDecision} as "needsDecision",
  r.created_at as "createdAt", r.planned_at as "plannedAt", r.apply_started_at as "applyStartedAt", r.finished_at as "finishedAt"`;

type Reading = Pick<Context, 'tx' | 'spaceId'>;
const from = (spaceId: string) =>
  sql`from sync_runs r join sync_sources s on s.space_id = ${spaceId} and s.id = r.source_id
    left join sync_runs o on o.space_id = ${spaceId} and o.id = r.undoes_run_id
    left join sync_progress g on g.space_id = ${spaceId} and g.run_id = r.id where r.space_id = ${spaceId}`;

/** One run. With `lock`, until the transaction ends: whoever works on a run holds its row. */
export async function findRun(ctx: Reading, id: string, lock = false): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    select ${columns} ${from(ctx.spaceId)} and r.id = ${id} ${lock ? sql`for no key update of r` : sql``}`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** Runs, newest first. */
export async function selectRuns(
  ctx: Reading,
  filter: {
    sourceId?: string | undefined;
    state?: string[] | undefined;
    needsDecision?: boolean;
    before?: string | undefined;
    limit: number;
  },
): Promise<Run[]> {
  const conditions = [
    filter.sourceId === undefined ? sql`` : sql` and r.source_id = ${filter.sourceId}`,
    filter.state === undefined ? sql`` : sql` and r.state = any(${filter.state}::text[])`,
    filter.needsDecision ? sql` and ${needsDecision}` : sql``,
    filter.before === undefined ? sql`` : sql` and r.id < ${filter.before}`,
  ];
  const { rows } = await sql<Run>`
    select ${columns} ${from(ctx.spaceId)} ${sql.join(conditions, sql``)} order by r.id desc limit ${filter.limit}`.execute(
    ctx.tx,
  );
  return rows;
}

export async function insertRun(
  ctx: Context,
  run: Pick<
    Run,
    'sourceId' | 'kind' | 'undoesRunId' | 'mode' | 'intent' | 'state' | 'fileName' | 'fileTime' | 'complete'
  >,
): Promise<string> {
  const id = newId(ctx.now);
  await sql`
    insert into sync_runs (space_id, id, source_id, kind, undoes_run_id, mode, intent, state, file_name, file_time, complete,
      started_by, created_at)
    values (${ctx.spaceId}, ${id}, ${run.sourceId}, ${run.kind}, ${run.undoesRunId}, ${run.mode}, ${run.intent}, ${run.state},
      ${run.fileName}, ${run.fileTime}, ${run.complete}, ${ctx.actor.name}, ${ctx.now})`.execute(ctx.tx);
  await sql`
    insert into sync_progress (space_id, run_id, updated_at) values (${ctx.spaceId}, ${id}, ${ctx.now})`.execute(
    ctx.tx,
  );
  return id;
}

const jsonFields = new Set([
  'mapping',
  'limits',
  'counts',
  'guards',
  'warnings',
  'seats',
  'blanks',
  'timings',
  'summary',
]);
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Writes some fields of a run. */
export async function updateRun(
  ctx: Context,
  id: string,
  fields: Partial<
    Omit<Run, 'id' | 'sourceId' | 'sourceName' | 'sourceKind' | 'progressPhase' | 'rowsRead' | 'cancelledBy'>
  >,
): Promise<void> {
  const sets = Object.entries(fields).map(([name, value]) =>
    jsonFields.has(name)
      ? sql`${sql.ref(snake(name))} = ${value === null ? null : JSON.stringify(value)}::jsonb`
      : sql`${sql.ref(snake(name))} = ${value}`,
  );
  await sql`update sync_runs set ${sql.join(sets)} where space_id = ${ctx.spaceId} and id = ${id}`.execute(
    ctx.tx,
  );
}

/** Which day it is in the space. */
export async function readToday(ctx: Context): Promise<string> {
  const { rows } = await sql<{ today: string }>`
    select (${ctx.now}::timestamptz at time zone time_zone)::date as today from space_settings where space_id = ${ctx.spaceId}`.execute(
    ctx.tx,
  );
  return rows[0]?.today ?? ctx.now.toISOString().slice(0, 10);
}

/** Forgets who an earlier reading of the same file left unchanged. */
export async function clearUnchanged(ctx: Context, runId: string): Promise<void> {
  await sql`delete from sync_unchanged where space_id = ${ctx.spaceId} and run_id = ${runId}`.execute(ctx.tx);
}

/**
 * Runs that somebody should be working on and nobody has shown a sign of for long: whoever did was stopped, and
 * tried it again in vain. @returns each with the time from which it counts: of its coming, its approval or, once
 * begun, its applying.
 */
export async function findSilent(
  ctx: Reading,
  before: Date,
): Promise<{ id: string; state: RunState; since: Date }[]> {
  const { rows } = await sql<{ id: string; state: RunState; since: Date }>`
    select r.id, r.state,
      case when r.state = 'applying' then r.apply_started_at else greatest(r.created_at, r.approved_at) end as since
    from sync_runs r left join sync_progress p on p.space_id = r.space_id and p.run_id = r.id
    where r.space_id = ${ctx.spaceId} and r.state in ('queued', 'running', 'applying')
      and greatest(r.created_at, r.apply_started_at, p.updated_at) < ${before}`.execute(ctx.tx);
  return rows;
}

/** The space's name in addresses. */
export async function readSlug(ctx: Reading): Promise<string> {
  const { rows } = await sql<{ slug: string }>`select slug from spaces where id = ${ctx.spaceId}`.execute(
    ctx.tx,
  );
  return rows[0]?.slug ?? '';
}

/** Locks a run's row if nobody works on it. @returns whether it is ours now. */
export async function tryLockRun(ctx: Reading, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sync_runs where space_id = ${ctx.spaceId} and id = ${id} for no key update skip locked`.execute(
    ctx.tx,
  );
  return rows.length > 0;
}

/** The undo of a run that is under way or waits for approval. */
export async function findUndo(ctx: Reading, runId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from sync_runs where space_id = ${ctx.spaceId} and undoes_run_id = ${runId}
      and state in ('queued', 'running', 'rehearsed', 'held', 'applying') limit 1`.execute(ctx.tx);
  return rows[0]?.id;
}

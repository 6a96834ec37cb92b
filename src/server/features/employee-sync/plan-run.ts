import { z } from 'zod';
import { command, type AuditEntry, type Context, type Platform } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { readPool } from '../seats/index.ts';
import { readTimeZone } from '../users/index.ts';
import { decide, type Approve, type Decision } from './decide-rules.ts';
import { drawSync } from './draw-sync.ts';
import { drawUndo } from './draw-undo-queries.ts';
import { refuseOlder } from './file-age-rules.ts';
import { fileRefused } from './file-rules.ts';
import {
  bindingOf,
  forecastSeats,
  judgeGuards,
  ordinaryLimits,
  type Guard,
  type Limits,
} from './guard-rules.ts';
import { readLately } from './lately-queries.ts';
import { mailAdmins } from './mail-admins.ts';
import {
  countEligible,
  countPlan,
  countSeatNeeds,
  hashMatches,
  leaversByDepartment,
} from './plan-queries.ts';
import { nothingSeen, type Seen } from './read-people.ts';
import { RunProgress } from './run-progress.ts';
import {
  areEarlierComing,
  findApplying,
  hasNewer,
  haveLaterChangesGone,
  isTimeFixed,
  supersede,
} from './run-order-queries.ts';
import { findRun, readToday, updateRun, type Run } from './run-queries.ts';
import { findSource, type Source } from './source-queries.ts';
import { refuseUndo } from './undo-rules.ts';

const day = 24 * 3600 * 1000;
const outcomes = [
  'joiner',
  'change',
  'leaver',
  'returner',
  'link',
  'removal',
  'conflict',
  'kept_out',
  'error',
  'warning',
  'unchanged',
] as const;
const doing = new Set<string>(['joiner', 'change', 'leaver', 'returner', 'link', 'removal']);

/**
 * Reads a run's file, matches, plans and guards it, all in one transaction that holds the run's row;
 * an undo is drawn up from the run it takes back.
 * @returns the state it comes to: rehearsed, held, superseded, or applying where nothing stands in the way;
 *   busy where another run of the source is being applied, behind where earlier changes have their turn, and
 *   nothing was done.
 * @throws DomainError `file_refused`; RunCancelled.
 */
export const planRun = (platform: Platform) =>
  command({
    name: 'plan_sync_run',
    permission: 'manage_users',
    input: z.object({ runId: z.uuid(), approve: z.enum(['no', 'first', 'any']), patient: z.boolean() }),
    async run(ctx, { runId, approve, patient }) {
      const run = await findRun(ctx, runId, true);
      if (!run || (run.state !== 'queued' && run.state !== 'running'))
        return { result: run?.state ?? 'failed', audit: [] };
      const source = await findSource(ctx, { id: run.sourceId }, true);
      if (!source)
        throw new DomainError('file_refused', 'The source was deleted.', { reason: 'source_deleted' });
      // While this waited for the source, another run may have come to be applied: it is finished first.
      if ((await findApplying(ctx, run.sourceId)).length > 0) return { result: 'busy', audit: [] };
      if (run.kind === 'sync') {
        const applies = run.mode === 'changes' && (run.intent === 'apply' || run.approvedBinding !== null);
        if (patient && applies && (await areEarlierComing(ctx, run))) return { result: 'behind', audit: [] };
        if (await hasNewer(ctx, run)) return giveWay(ctx, runId);
        // A full file that waited for nobody has at most crossed with them: it is taken.
        const late = run.mode === 'changes' || run.plannedAt !== null;
        if (late && (await haveLaterChangesGone(ctx, run))) refuseLate(run.mode);
      }
      await refuseYesterdays(ctx, run, source);
      // Undone with all the rest where this file turns out to be refused.
      const replaced = run.kind === 'sync' && run.mode === 'full' ? await supersede(ctx, run) : [];
      const progress = new RunProgress(platform, ctx.spaceId, runId);
      const drawn =
        run.kind === 'undo'
          ? await drawTakingBack(ctx, run, source, progress)
          : await drawSync(ctx, platform, run, source, progress);
      await progress.enter('guard', drawn.seen.rows);
      const { result, audit } = await conclude(ctx, { run, source, approve, progress, ...drawn });
      return { result, audit: [...replaced.map(superseded), ...audit] };
    },
  });

async function giveWay(ctx: Context, runId: string) {
  await updateRun(ctx, runId, { state: 'superseded', reason: 'newer_file', finishedAt: ctx.now });
  return {
    result: 'superseded' as const,
    audit: [superseded(runId)],
  };
}

const superseded = (runId: string): AuditEntry => ({
  action: 'sync.superseded',
  subject: 'run',
  subjectId: runId,
  detail: { reason: 'newer_file' },
});

function refuseLate(mode: Run['mode']): never {
  const sentence =
    mode === 'changes'
      ? 'Changes that came in after these were applied already, and these would set them back. Export the changes again and send that.'
      : 'Changes that came in while this file waited were applied already, and it would set them back. Export the data again and send that.';
  throw fileRefused('later_changes', sentence);
}

async function refuseYesterdays(ctx: Context, run: Run, source: Source): Promise<void> {
  if (run.kind === 'undo' || run.fileTime === null || source.lastFileTime === null) return;
  // One that has not come yet was noted of a clock that is ahead, and would have every file refused.
  if (run.fileTime >= source.lastFileTime || source.lastFileTime > ctx.now) return;
  const byHand = source.kind === 'csv';
  if (byHand && (await isTimeFixed(ctx, run))) return;
  const good = source.lastGoodRunId === null ? undefined : await findRun(ctx, source.lastGoodRunId);
  refuseOlder(
    { time: run.fileTime, hash: run.fileHash },
    { time: source.lastFileTime, hash: good?.fileHash ?? null },
    { byHand, timeZone: await readTimeZone(ctx) },
  );
}

async function drawTakingBack(ctx: Context, undo: Run, source: Source, progress: RunProgress) {
  await progress.enter('plan');
  const undone = await findRun(ctx, undo.undoesRunId ?? '');
  const refusal = refuseUndo(undone, source);
  if (refusal) throw new DomainError('file_refused', refusal, { reason: 'undo_too_late' });
  await drawUndo(ctx, undo, undo.undoesRunId ?? '');
  return { seen: nothingSeen(), unchanged: 0 };
}

interface Planned {
  run: Run;
  source: Source;
  approve: Approve;
  progress: RunProgress;
  seen: Seen;
  unchanged: number;
}

/** Counts and guards what was drawn up, decides, and writes all of it on the run. */
async function conclude(ctx: Context, planned: Planned) {
  const { run, source, approve, progress, seen, unchanged } = planned;
  const reasons = await countPlan(ctx, run.id);
  const count = (outcome: string, reason?: string) =>
    reasons.reduce(
      (sum, row) => sum + (row.outcome === outcome && (reason ?? row.reason) === row.reason ? row.count : 0),
      0,
    );
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, count(outcome)]));
  counts.unchanged = unchanged + count('unchanged');
  if (unchanged > 0) reasons.push({ outcome: 'unchanged', reason: 'same', count: unchanged });
  const limits = { ...ordinaryLimits, ...source.limits };
  const guards = run.kind === 'undo' ? [] : judgeGuards(await figuresOf(ctx, planned, limits, count), limits);
  const binding = bindingOf({
    fileHash: run.fileHash ?? run.undoesRunId ?? '',
    mapping: source.mapping,
    limits,
    mode: run.mode,
    matches: await hashMatches(ctx, run.id, run.kind),
  });
  const firstRun = source.lastAppliedRunId === null;
  const paused = source.state === 'paused';
  const decision = decide(run, { guards: guards.length, firstRun, paused, binding, approve });
  const waits = decision.state !== 'applying';
  const today = await readToday(ctx);
  const needs = await countSeatNeeds(ctx, run.id, today);
  const seats = forecastSeats(await readPool(ctx), { ...needs, eligible: await countEligible(ctx, today) });
  const departments = waits && counts.leaver ? await leaversByDepartment(ctx, run.id, source.id) : [];
  progress.end();
  await updateRun(ctx, run.id, {
    state: decision.state,
    reason: decision.reason,
    phase: waits ? 'guard' : 'apply',
    rows: seen.rows,
    counts,
    guards,
    warnings: warningsOf(seen),
    seats,
    blanks: sharesOf(seen),
    binding,
    firstRun,
    mapping: source.mapping,
    limits,
    summary: {
      reasons: merged(reasons),
      leaversByDepartment: departments,
      scheduled: { count: needs.comingLater, from: needs.firstLater },
      needs,
    },
    stepsTotal: reasons.reduce((sum, row) => sum + (doing.has(row.outcome) ? row.count : 0), 0),
    stepsDone: 0,
    plannedAt: ctx.now,
    timings: progress.timings,
    ...approvalOf(ctx, planned, decision, { binding, needed: guards.length > 0 || firstRun || paused }),
    applyStartedAt: waits ? null : ctx.now,
    finishedAt: null,
    problem: null,
  });
  if (decision.state === 'held') await mailHeld(ctx, run, guards, counts);
  const detail = {
    source: source.id,
    fileHash: run.fileHash,
    counts,
    guards: guards.map(({ guard }) => guard),
    ms: Object.values(progress.timings).reduce((sum, ms) => sum + ms, 0),
  };
  return {
    result: decision.state,
    audit: [{ action: `sync.${decision.state}`, subject: 'run' as const, subjectId: run.id, detail }],
  };
}

/** Who approved: given beforehand it is whoever started the run; given for another plan it is void. */
function approvalOf(
  ctx: Context,
  { run, approve }: Planned,
  decision: Decision,
  found: { binding: string; needed: boolean },
): Partial<Run> {
  if (decision.reason === 'approval_void')
    return { approvedBy: null, approvedAt: null, approvedBinding: null };
  if (decision.state !== 'applying' || approve === 'no' || !found.needed || run.approvedBinding !== null)
    return {};
  return { approvedBy: run.startedBy, approvedAt: ctx.now, approvedBinding: found.binding };
}

async function figuresOf(
  ctx: Context,
  { run, source, seen, unchanged }: Planned,
  limits: Limits,
  count: (outcome: string, reason?: string) => number,
) {
  const leavers = count('leaver');
  const since = new Date(ctx.now.getTime() - day);
  const lately = await readLately(ctx, { id: source.id, limits }, { leavers, unchanged }, since);
  return {
    mode: run.mode,
    rows: seen.rows,
    lastGoodRows: source.lastGoodRows,
    badRows: count('error'),
    otherIds: count('conflict', 'known_by_other_id'),
    leavers,
    ...lately,
    columns: seen.columns,
    statusKnown: seen.statusKnown,
    blanks: seen.blanks,
    blanksBefore: source.lastGoodBlanks,
    complete: run.complete,
    incompleteReason: run.incompleteReason,
  };
}

const sharesOf = (seen: Seen): Record<string, number> =>
  Object.fromEntries(
    Object.entries(seen.blanks).map(([column, blank]) => [column, seen.rows ? blank / seen.rows : 0]),
  );

const warningsOf = (seen: Seen): Run['warnings'] =>
  seen.extraColumns.length > 0
    ? [
        {
          reason: 'extra_columns',
          sentence: `Columns that are not used: ${seen.extraColumns.slice(0, 20).join(', ')}.`,
        },
      ]
    : [];

/** Counts of one outcome and reason together, most first. */
function merged(reasons: { outcome: string; reason: string; count: number }[]) {
  const sums = new Map<string, (typeof reasons)[number]>();
  for (const row of reasons) {
    const key = `${row.outcome} ${row.reason}`;
    sums.set(key, { ...row, count: row.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

const mailHeld = (ctx: Context, run: Run, guards: Guard[], counts: Record<string, number>) =>
  mailAdmins(ctx, 'sync_held', {
    runId: run.id,
    source: run.sourceName,
    guards: guards.map(({ sentence }) => sentence),
    counts,
  });

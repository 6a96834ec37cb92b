import { z } from 'zod';
import { command, type Context } from '../../platform/command/index.ts';
import { inSpace } from '../../platform/database/index.ts';
import type { Platform } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { readPool } from '../seats/index.ts';
import { readExclusions } from '../users/index.ts';
import { bindingOf, forecastSeats, judgeGuards, ordinaryLimits } from './guard-rules.ts';
import { anyExcluded, judgeAbsent, judgeRows, leaveOut, readJoiners } from './judge-queries.ts';
import { mailAdmins } from './mail-admins.ts';
import { matchByEmployeeId, settleManagers } from './match-queries.ts';
import { countPlan, countSeatNeeds, hashMatches, writePlan } from './plan-queries.ts';
import { nothingSeen, readPeople } from './read-people.ts';
import { readFile } from './receive-file.ts';
import {
  clearUnchanged,
  countLately,
  findRun,
  readToday,
  updateRun,
  type Run,
  type RunState,
} from './run-queries.ts';
import { findSource, type Source } from './source-queries.ts';
import { findRepeats, stageRows } from './staging-queries.ts';

const day = 24 * 3600 * 1000;
export type Approve = 'no' | 'first' | 'any';

/**
 * Reads a run's file, matches, plans and guards it, all in one transaction that holds the run's row.
 * The same file against the same people gives the same plan.
 * @returns the state it comes to: rehearsed, held, or applying where nothing stands in the way.
 * @throws DomainError `file_refused`.
 */
export const planRun = (platform: Platform) =>
  command({
    name: 'plan_sync_run',
    permission: 'manage_users',
    input: z.object({ runId: z.uuid(), approve: z.enum(['no', 'first', 'any']) }),
    async run(ctx, { runId, approve }) {
      const run = await findRun(ctx, runId, true);
      if (!run || (run.state !== 'queued' && run.state !== 'running'))
        return { result: run?.state ?? 'failed', audit: [] };
      const source = await findSource(ctx, { id: run.sourceId }, true);
      if (!source)
        throw new DomainError('file_refused', 'The source was deleted.', { reason: 'source_deleted' });
      if (run.fileTime && source.lastFileTime && run.fileTime < source.lastFileTime) {
        throw new DomainError('file_refused', 'This file is older than the last one applied.', {
          reason: 'older_file',
        });
      }
      const started = performance.now();
      const { seen, unchanged } = await match(ctx, platform, run, source);
      const rows = await countPlan(ctx, runId);
      const count = (outcome: string, reason?: string) =>
        rows.reduce(
          (sum, row) =>
            sum + (row.outcome === outcome && (reason ?? row.reason) === row.reason ? row.count : 0),
          0,
        );
      const counts = Object.fromEntries(
        ['joiner', 'change', 'leaver', 'returner', 'link', 'conflict', 'error', 'warning'].map((outcome) => [
          outcome,
          count(outcome),
        ]),
      );
      counts.unchanged = unchanged + count('unchanged');
      const limits = { ...ordinaryLimits, ...source.limits };
      const lately = counts.leaver
        ? await countLately(ctx, source.id, new Date(ctx.now.getTime() - day))
        : { leaversBefore: 0, peopleBefore: 0, peopleNow: 0 };
      const blanks = Object.fromEntries(
        Object.entries(seen.blanks).map(([column, blank]) => [column, seen.rows ? blank / seen.rows : 0]),
      );
      const guards = judgeGuards(
        {
          mode: run.mode,
          rows: seen.rows,
          lastGoodRows: source.lastGoodRows,
          badRows: count('error'),
          otherIds: count('conflict', 'known_by_other_id'),
          leavers: count('leaver'),
          ...lately,
          columns: seen.columns,
          statusKnown: seen.statusKnown,
          blanks: seen.blanks,
          blanksBefore: source.lastGoodBlanks,
          complete: run.complete,
          incompleteReason: run.incompleteReason,
        },
        limits,
      );
      const matches = await hashMatches(ctx, runId);
      const binding = bindingOf({
        fileHash: run.fileHash ?? '',
        mapping: source.mapping,
        limits,
        mode: run.mode,
        matches,
      });
      const seats = forecastSeats(
        await readPool(ctx),
        await countSeatNeeds(ctx, runId, await readToday(ctx)),
      );
      const firstRun = source.lastAppliedRunId === null;
      const decision = decide(run, { guards: guards.length, firstRun, binding, approve });
      const warnings = seen.extraColumns.length
        ? [
            {
              reason: 'extra_columns',
              sentence: `Columns that are not used: ${seen.extraColumns.slice(0, 20).join(', ')}.`,
            },
          ]
        : [];
      const approvedNow =
        decision.state === 'applying' && (guards.length > 0 || firstRun) && approve !== 'no';
      const done = rows.filter(({ outcome }) =>
        ['joiner', 'change', 'leaver', 'returner', 'link'].includes(outcome),
      );
      await updateRun(ctx, runId, {
        state: decision.state,
        reason: decision.reason,
        phase: decision.state === 'applying' ? 'apply' : 'guard',
        rows: seen.rows,
        counts,
        guards,
        warnings,
        seats,
        blanks,
        binding,
        firstRun,
        mapping: source.mapping,
        limits,
        stepsTotal: done.reduce((sum, row) => sum + row.count, 0),
        stepsDone: 0,
        plannedAt: ctx.now,
        ...(approvedNow && { approvedBy: run.startedBy, approvedAt: ctx.now, approvedBinding: binding }),
        ...(decision.state === 'applying' ? { applyStartedAt: ctx.now } : { finishedAt: null }),
        problem: null,
      });
      if (decision.state === 'held')
        await mailAdmins(ctx, 'sync_held', {
          runId,
          source: source.name,
          guards: guards.map(({ sentence }) => sentence),
          counts,
        });
      const detail = {
        source: source.id,
        fileHash: run.fileHash,
        counts,
        guards: guards.map(({ guard }) => guard),
        ms: Math.round(performance.now() - started),
      };
      return {
        result: decision.state,
        audit: [{ action: `sync.${decision.state}`, subject: 'run', subjectId: runId, detail }],
      };
    },
  });

async function match(ctx: Context, platform: Platform, run: Run, source: Source) {
  const seen = nothingSeen();
  const options = { delimiter: source.delimiter, encoding: source.encoding, mapping: source.mapping };
  // COPY holds this transaction's connection, so the file comes over another.
  const chunks = inSpaceFile(platform, ctx.spaceId, run.id);
  await stageRows(ctx, readPeople(chunks, options, seen));
  await findRepeats(ctx);
  const matching = { runId: run.id, sourceId: source.id, columns: seen.columns, today: await readToday(ctx) };
  await clearUnchanged(ctx, run.id);
  const unchanged = await matchByEmployeeId(ctx, matching);
  if (seen.columns.includes('manager_employee_id')) await settleManagers(ctx);
  await judgeRows(ctx, matching);
  if (run.mode === 'full') await judgeAbsent(ctx, source.id);
  await leaveOutExcluded(ctx);
  await writePlan(ctx, matching);
  return { seen, unchanged };
}

async function* inSpaceFile(platform: Platform, spaceId: string, runId: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const bytes = await inSpace(platform.database, spaceId, (tx) => readFile({ tx, spaceId }, runId, part));
    if (!bytes) return;
    yield bytes;
  }
}

async function leaveOutExcluded(ctx: Context): Promise<void> {
  if (!(await anyExcluded(ctx))) return;
  const isExcluded = await readExclusions(ctx);
  for (let after = 0; ;) {
    const joiners = await readJoiners(ctx, after);
    const last = joiners.at(-1);
    if (!last) return;
    const out = joiners.filter((person) => isExcluded(person)).map(({ line }) => line);
    if (out.length > 0) await leaveOut(ctx, out);
    after = last.line;
  }
}

function decide(
  run: Run,
  found: { guards: number; firstRun: boolean; binding: string; approve: Approve },
): { state: RunState; reason: string | null } {
  if (run.approvedBinding !== null) {
    if (run.approvedBinding === found.binding) return { state: 'applying', reason: null };
    return { state: found.guards > 0 ? 'held' : 'rehearsed', reason: 'approval_void' };
  }
  if (found.guards > 0 && found.approve !== 'any')
    return { state: run.intent === 'rehearse' ? 'rehearsed' : 'held', reason: 'guards' };
  if (run.intent === 'rehearse') return { state: 'rehearsed', reason: 'rehearsal' };
  if (found.firstRun && found.approve === 'no') return { state: 'rehearsed', reason: 'first_run' };
  return { state: 'applying', reason: null };
}

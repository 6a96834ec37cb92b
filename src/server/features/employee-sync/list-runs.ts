import type { Context } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { pageById, type Listed } from '../../platform/paging/index.ts';
import { readTimeZone } from '../users/index.ts';
import { reasonInWords } from './reason-rules.ts';
import { readForecast } from './forecast-queries.ts';
import { headlineOf } from './run-headline-rules.ts';
import { findRun, findUndo, selectRuns, type Run } from './run-queries.ts';
import type { RunQuery, SyncRun, SyncRunDetail } from './run-schemas.ts';
import { findSource } from './source-queries.ts';
import { refuseUndo } from './undo-rules.ts';

/** A page of runs, newest first. */
export async function listRuns(
  ctx: Context,
  { source, state, needsDecision, cursor, limit }: RunQuery,
): Promise<Listed<SyncRun>> {
  const runs = await selectRuns(ctx, {
    sourceId: source,
    state: state?.split(',').map((one) => one.trim()),
    needsDecision: needsDecision !== undefined,
    before: cursor,
    limit: limit + 1,
  });
  const timeZone = await readTimeZone(ctx);
  return pageById(
    runs.map((run) => present(run, timeZone)),
    limit,
  );
}

/** One run in full. @throws DomainError `not_found`. */
export async function readRun(ctx: Context, id: string): Promise<SyncRunDetail> {
  const run = await findRun(ctx, id);
  if (!run) throw notFound('There is no such run in this space.');
  const source = await findSource(ctx, { id: run.sourceId });
  const forecast = await readForecast(ctx, run);
  return {
    ...present(forecast ? { ...run, seats: forecast.seats } : run, await readTimeZone(ctx)),
    forecast: forecast && { invitations: forecast.invitations, seatsMissing: forecast.seatsMissing },
    reasons: (run.summary.reasons ?? []).map((row) => ({
      ...row,
      outcome: row.outcome as SyncRunDetail['reasons'][number]['outcome'],
      sentence: reasonInWords(row.reason),
    })),
    leaversByDepartment: run.summary.leaversByDepartment ?? [],
    canUndo: refuseUndo(run, source) === undefined,
    openUndo: (await findUndo(ctx, id)) ?? null,
    limits: run.limits,
    mapping: run.mapping,
    suspected: run.summary.suspected ?? null,
  };
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

function present(run: Run, timeZone: string): SyncRun {
  const working = run.state === 'queued' || run.state === 'running';
  return {
    id: run.id,
    source: { id: run.sourceId, name: run.sourceName, kind: run.sourceKind as SyncRun['source']['kind'] },
    kind: run.kind,
    undoesRunId: run.undoesRunId,
    undoes: run.undoesCreatedAt && {
      fileName: run.undoesFileName,
      createdAt: run.undoesCreatedAt.toISOString(),
    },
    undoneByRunId: run.undoneByRunId,
    mode: run.mode,
    intent: run.intent,
    state: run.state,
    needsDecision: run.needsDecision,
    phase: (working && run.progressPhase ? run.progressPhase : run.phase) as SyncRun['phase'],
    progress: {
      rowsRead: working ? (run.rowsRead ?? 0) : run.rows,
      stepsDone: run.stepsDone,
      stepsTotal: run.stepsTotal,
      cancelAsked: (working || run.state === 'applying') && run.cancelledBy !== null,
    },
    headline: headlineOf(run, timeZone),
    reason: run.reason,
    problem: run.problem,
    file:
      run.kind === 'undo'
        ? null
        : {
            name: run.fileName,
            bytes: run.fileBytes,
            sha256: run.fileHash,
            time: iso(run.fileTime),
            available: run.filePurgedAt === null && run.fileHash !== null,
            erased: run.fileErased,
          },
    rows: run.rows,
    counts: run.counts,
    guards: run.guards,
    warnings: run.warnings,
    seats: run.seats,
    firstRun: run.firstRun,
    binding: run.binding,
    startedBy: run.startedBy,
    approvedBy: run.approvedBy,
    approvedAt: iso(run.approvedAt),
    settledBy: run.settledBy,
    createdAt: run.createdAt.toISOString(),
    plannedAt: iso(run.plannedAt),
    applyStartedAt: iso(run.applyStartedAt),
    finishedAt: iso(run.finishedAt),
    timings: run.timings,
  };
}

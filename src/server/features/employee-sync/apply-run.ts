import { z } from 'zod';
import { command, type AuditEntry, type Context } from '../../platform/command/index.ts';
import { available, lockPool, promote, recordStatus, takeSeats } from '../seats/index.ts';
import { insertUsers, issueInvitations } from '../invitations/index.ts';
import { deactivateUsers, emailKey, reactivateUsers, updateUsers } from '../users/index.ts';
import {
  completeEmployees,
  findTaken,
  nextRows,
  noteAbsentAdmins,
  noteApplied,
  returnToQueue,
  stillFree,
  stillManaged,
  type Applied,
  type PlanRow,
} from './apply-queries.ts';
import { mailAdmins } from './mail-admins.ts';
import { findRun, readToday, updateRun, type Run } from './run-queries.ts';
import { noteGoodRun } from './source-queries.ts';

/** People a transaction: enough to be fast, few enough that Admins at work do not wait for long. */
const chunk = 2000;

/**
 * Applies the next chunk of a run: leavers first, then changes, then who comes. The rows of the
 * chunk are marked in the same transaction, so that a run taken up again does nobody twice.
 * @returns whether there is more to do.
 */
export const applyChunk = command({
  name: 'apply_sync_chunk',
  permission: 'manage_users',
  input: z.object({ runId: z.uuid() }),
  async run(ctx, { runId }) {
    const run = await findRun(ctx, runId, true);
    if (run?.state !== 'applying') return { result: false, audit: [] };
    const pool = await lockPool(ctx);
    if (run.stepsDone === 0) await promote(ctx, pool);
    const rows = await nextRows(ctx, runId, chunk);
    const step = rows[0]?.step;
    if (step === undefined) return finish(ctx, run);
    const applied = await (step === 1 ? applyLeavers : step === 2 ? applyChanges : applyComers)(
      ctx,
      run,
      rows,
    );
    await noteApplied(ctx, runId, applied);
    return { result: true, audit: step === 3 ? auditJoiners(run, rows, applied) : [] };
  },
});

const traceOf = (run: Run, rows: PlanRow[]) => ({
  all: { source: run.sourceId, run: run.id, fileHash: run.fileHash },
  each: Object.fromEntries(rows.flatMap((row) => (row.userId ? [[row.userId, { line: row.line }]] : []))),
});

const leaving: Record<string, string> = {
  absent: 'no longer in the employee data',
  status_inactive: 'inactive in the employee data',
  end_date_passed: 'end date passed',
};

async function applyLeavers(ctx: Context, run: Run, rows: PlanRow[]): Promise<Applied[]> {
  const managed = await stillManaged(
    ctx,
    run.sourceId,
    rows.map((row) => row.userId ?? ''),
  );
  const done = new Set<string>();
  for (const [reason, sentence] of Object.entries(leaving)) {
    const ids = rows.flatMap((row) => {
      const status = managed.get(row.userId ?? '');
      return row.userId && row.reason === reason && status && status !== 'deactivated' ? [row.userId] : [];
    });
    if (ids.length === 0) continue;
    const { results } = await deactivateUsers.within(ctx, {
      ids,
      reason: sentence,
      trace: traceOf(run, rows),
    });
    for (const result of results) if (result.status === 'done') done.add(result.id);
  }
  return rows.map((row) => ({
    number: row.number,
    userId: null,
    result: done.has(row.userId ?? '') ? 'deactivated' : 'skipped',
  }));
}

async function applyChanges(ctx: Context, run: Run, rows: PlanRow[]): Promise<Applied[]> {
  const ids = rows.map((row) => row.userId ?? '');
  const managed = await stillManaged(ctx, run.sourceId, ids);
  const free = await stillFree(ctx, ids);
  const going = rows.filter((row) => (row.outcome === 'link' ? free : managed).has(row.userId ?? ''));
  const users = going.map((row) => {
    const { warning: _, ...data } = row.data;
    const owned = { employeeId: row.employeeId, source: run.sourceKind as 'csv', sourceId: run.sourceId };
    // An Admin becomes managed by a link, and stays as they are otherwise.
    const details =
      row.outcome === 'link' && free.get(row.userId ?? '') !== 'member'
        ? {}
        : (data as Record<string, string>);
    return { id: row.userId ?? '', ...details, ...(row.outcome === 'link' && owned) };
  });
  const done = new Set<string>();
  if (users.length > 0) {
    const { results } = await updateUsers.within(ctx, { users, trace: traceOf(run, rows) });
    for (const result of results) if (result.status === 'done') done.add(result.id);
  }
  return rows.map((row) => {
    const result = !done.has(row.userId ?? '') ? 'skipped' : row.outcome === 'link' ? 'linked' : 'changed';
    return { number: row.number, userId: null, result };
  });
}

async function applyComers(ctx: Context, run: Run, rows: PlanRow[]): Promise<Applied[]> {
  const today = await readToday(ctx);
  const managed = await stillManaged(ctx, run.sourceId, rows.map((row) => row.userId ?? '').filter(Boolean));
  const joiners = rows.filter((row) => row.outcome === 'joiner');
  const taken = await findTaken(
    ctx,
    joiners.map((row) => emailKey(row.email)),
    joiners.map((row) => row.employeeId ?? ''),
  );
  const going = rows.filter((row) =>
    row.outcome === 'joiner'
      ? !taken.has(`e ${emailKey(row.email)}`) && !taken.has(`i ${row.employeeId ?? ''}`)
      : managed.get(row.userId ?? '') === 'deactivated',
  );
  const later = (row: PlanRow) => (row.data.startDate ?? '') > today;
  let free = available(await lockPool(ctx));
  const seated = new Set<PlanRow>();
  for (const row of going) {
    if (later(row) || free === 0) continue;
    seated.add(row);
    free -= 1;
  }
  const results = new Map<number, Applied>();
  const note = (row: PlanRow, result: string, userId: string | null) =>
    results.set(row.number, { number: row.number, result, userId });

  const coming = going.filter((row) => row.outcome === 'joiner');
  const invited = coming.filter((row) => seated.has(row)).length;
  if (invited > 0) await takeSeats(ctx, { invited }, 'sync');
  if (coming.length > invited)
    await recordStatus(ctx, { waiting: coming.length - invited }, 'waiting_joined');
  const ids =
    coming.length === 0
      ? []
      : await insertUsers(
          ctx,
          coming.map((row) => newUser(row, seated.has(row), later(row))),
          { source: run.sourceKind, sourceId: run.sourceId },
        );
  coming.forEach((row, i) => note(row, seated.has(row) ? 'invited' : 'waiting', ids[i] ?? null));

  const returning = going.filter((row) => row.outcome === 'returner');
  await bringBack(ctx, run, returning, seated, note);

  const everyone = going.flatMap((row) => {
    const id = results.get(row.number)?.userId;
    const eligibleOn = later(row) ? (row.data.startDate ?? null) : null;
    return id
      ? [
          {
            id,
            manager: row.data.managerEmployeeId ?? null,
            endDate: row.data.endDate ?? null,
            order: row.number,
            eligibleOn,
          },
        ]
      : [];
  });
  await completeEmployees(ctx, everyone);
  await issueInvitations(
    ctx,
    coming.flatMap((row) => (seated.has(row) ? [results.get(row.number)?.userId ?? ''] : [])),
  );
  return rows.map(
    (row) => results.get(row.number) ?? { number: row.number, result: 'skipped', userId: null },
  );
}

async function bringBack(
  ctx: Context,
  run: Run,
  returning: PlanRow[],
  seated: Set<PlanRow>,
  note: (row: PlanRow, result: string, userId: string | null) => void,
): Promise<void> {
  const updates = returning.map((row) => {
    const { warning: _, ...data } = row.data;
    return { id: row.userId ?? '', ...(data as Record<string, string>) };
  });
  if (updates.length > 0) await updateUsers.within(ctx, { users: updates, trace: traceOf(run, returning) });
  const rowOf = new Map(returning.map((row) => [row.userId, row]));
  const withSeat = returning.filter((row) => seated.has(row));
  if (withSeat.length > 0) {
    const { results } = await reactivateUsers.within(ctx, {
      ids: withSeat.map((row) => row.userId ?? ''),
      whenFull: 'wait',
      trace: traceOf(run, returning),
    });
    for (const result of results) {
      const row = rowOf.get(result.id);
      if (row) note(row, result.becomes ?? 'skipped', result.id);
    }
  }
  const without = returning.filter((row) => !seated.has(row));
  if (without.length === 0) return;
  await returnToQueue(
    ctx,
    without.map((row) => row.userId ?? ''),
  );
  await recordStatus(ctx, { waiting: without.length, deactivated: -without.length }, 'waiting_joined');
  for (const row of without) note(row, 'waiting', row.userId);
}

function newUser(row: PlanRow, seat: boolean, later: boolean) {
  const { data } = row;
  return {
    row: {
      email: row.email,
      firstName: data.firstName ?? '',
      lastName: data.lastName ?? '',
      employeeId: row.employeeId,
      department: data.department ?? '',
      location: data.location ?? '',
      jobTitle: data.jobTitle ?? '',
      startDate: data.startDate ?? null,
      inviteOn: later ? (data.startDate ?? null) : null,
    },
    status: seat ? ('invited' as const) : ('waiting' as const),
    waitingOrder: row.number,
  };
}

function auditJoiners(run: Run, rows: PlanRow[], applied: Applied[]): AuditEntry[] {
  const { all } = traceOf(run, []);
  return rows.flatMap((row, i) => {
    const { result, userId } = applied[i] ?? { result: 'skipped', userId: null };
    if (row.outcome !== 'joiner' || !userId) return [];
    const action = result === 'invited' ? 'user.invited' : 'user.waiting';
    return [{ action, subject: 'user' as const, subjectId: userId, detail: { ...all, line: row.line } }];
  });
}

async function finish(ctx: Context, run: Run) {
  await noteAbsentAdmins(ctx, run.id, run.sourceId, run.mode === 'full');
  await noteGoodRun(ctx, run);
  await updateRun(ctx, run.id, { state: 'applied', phase: 'report', finishedAt: ctx.now });
  if (run.seats && run.seats.short > 0)
    await mailAdmins(ctx, 'sync_short', { runId: run.id, source: run.sourceName, short: run.seats.short });
  const detail = { source: run.sourceId, fileHash: run.fileHash, counts: run.counts };
  return {
    result: false,
    audit: [{ action: 'sync.applied', subject: 'run' as const, subjectId: run.id, detail }],
  };
}

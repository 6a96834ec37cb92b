import type { Context } from '../../platform/command/index.ts';
import { deactivateUsers, deleteUsers, updateUsers } from '../users/index.ts';
import { stillManaged, stillUnclaimed, type Applied, type PlanRow } from './apply-queries.ts';
import type { Run } from './run-queries.ts';
import { detailsOf, traceOf } from './trace-rules.ts';

const leaving: Record<string, string> = {
  absent: 'no longer in the employee data',
  status_inactive: 'inactive in the employee data',
  end_date_passed: 'end date passed',
  undo_returner: 'the run that brought them back was undone',
};

/**
 * Deactivates who leaves and, in an undo, deletes who joined by the run taken back. Who waits goes
 * before who holds a seat: a seat that comes free is never handed to somebody on the way out.
 */
export async function applyLeavers(ctx: Context, run: Run, rows: PlanRow[]): Promise<Applied[]> {
  const ids = rows.map((row) => row.userId ?? '');
  const managed = await stillManaged(ctx, run.sourceId, ids);
  const unclaimed = await stillUnclaimed(ctx, ids);
  const going = rows.flatMap((row) => {
    const status = managed.get(row.userId ?? '');
    if (!row.userId || !status || status === 'deactivated') return [];
    if (row.outcome === 'removal' && !unclaimed.has(row.userId)) return [];
    return [{ row, id: row.userId, waits: status === 'waiting' }];
  });
  await setBack(
    ctx,
    run,
    going.map(({ row }) => row),
  );
  const done = new Set<string>();
  const trace = traceOf(run, rows);
  for (const waits of [true, false]) {
    const some = going.filter((person) => person.waits === waits);
    const removed = some.filter(({ row }) => row.outcome === 'removal').map(({ id }) => id);
    if (removed.length > 0) {
      const { results } = await deleteUsers.within(ctx, { ids: removed, exclude: false, trace });
      for (const result of results) if (result.status === 'done') done.add(result.id);
    }
    for (const [reason, sentence] of Object.entries(leaving)) {
      const leavers = some.filter(({ row }) => row.outcome === 'leaver' && row.reason === reason);
      if (leavers.length === 0) continue;
      const of = leavers.map(({ id }) => id);
      const { results } = await deactivateUsers.within(ctx, { ids: of, reason: sentence, trace });
      for (const result of results) if (result.status === 'done') done.add(result.id);
    }
  }
  return rows.map((row) => {
    const result = row.outcome === 'removal' ? 'removed' : 'deactivated';
    return { number: row.number, userId: null, result: done.has(row.userId ?? '') ? result : 'skipped' };
  });
}

/** In an undo, whoever leaves again gets back the details they had. */
async function setBack(ctx: Context, run: Run, rows: PlanRow[]): Promise<void> {
  const users = rows.flatMap((row) => {
    const details = detailsOf(row);
    return row.reason === 'undo_returner' && row.userId && Object.keys(details).length > 0
      ? [{ id: row.userId, ...details }]
      : [];
  });
  if (users.length > 0) await updateUsers.within(ctx, { users: users, trace: traceOf(run, rows) });
}

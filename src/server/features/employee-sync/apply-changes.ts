import type { Context } from '../../platform/command/index.ts';
import { updateUsers } from '../users/index.ts';
import { moveEligibility, stillFree, stillManaged, type Applied, type PlanRow } from './apply-queries.ts';
import { readToday, type Run } from './run-queries.ts';
import { detailsOf, traceOf } from './trace-rules.ts';

/** Writes changed details, and links Users whom no source owned; in an undo, sets both back. */
export async function applyChanges(ctx: Context, run: Run, rows: PlanRow[]): Promise<Applied[]> {
  const idsOf = (some: PlanRow[]) => some.map((row) => row.userId ?? '');
  const managed = await stillManaged(ctx, run.sourceId, idsOf(rows), rows.some(isUnlink));
  const free = await stillFree(ctx, idsOf(rows.filter(isLink)));
  const going = rows.filter((row) => (isLink(row) ? free : managed).has(row.userId ?? ''));
  const users = going.map((row) => {
    const owned = { employeeId: row.employeeId, source: run.sourceKind as 'csv', sourceId: run.sourceId };
    // An Admin becomes managed by a link, and stays as they are otherwise.
    const details =
      isLink(row) && free.get(row.userId ?? '') !== 'member'
        ? {}
        : (detailsOf(row) as Record<string, string>);
    return { id: row.userId ?? '', ...details, ...(isLink(row) && owned) };
  });
  const done = new Set<string>();
  if (users.length > 0) {
    const { results } = await updateUsers.within(ctx, { users, trace: traceOf(run, rows) });
    for (const result of results) if (result.status === 'done') done.add(result.id);
  }
  const moved = users.flatMap((user) => {
    const { id, startDate } = user as { id: string; startDate?: string | null };
    return startDate !== undefined && done.has(id) ? [{ id, startDate }] : [];
  });
  if (moved.length > 0) await moveEligibility(ctx, moved, await readToday(ctx));
  return rows.map((row) => {
    const result = !done.has(row.userId ?? '') ? 'skipped' : isLink(row) ? 'linked' : 'changed';
    return { number: row.number, userId: null, result };
  });
}

const isLink = (row: PlanRow): boolean => row.outcome === 'link';
const isUnlink = (row: PlanRow): boolean => row.reason === 'undo_link';

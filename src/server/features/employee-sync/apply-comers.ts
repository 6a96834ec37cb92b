import type { Context } from '../../platform/command/index.ts';
import { insertUsers, issueFirstInvitations } from '../invitations/index.ts';
import { available, lockPool, recordStatus, takeSeats } from '../seats/index.ts';
import { emailKey, reactivateUsers, updateUsers } from '../users/index.ts';
import {
  completeEmployees,
  findTaken,
  returnToQueue,
  stillManaged,
  type Applied,
  type PlanRow,
} from './apply-queries.ts';
import { readToday, type Run } from './run-queries.ts';
import { detailsOf, traceOf } from './trace-rules.ts';

/**
 * Brings in who comes, in the plan's order: as many as there are seats, the rest wait; a start in the
 * future waits for its day. Who was made meanwhile by other hands is left alone.
 */
export async function applyComers(ctx: Context, run: Run, rows: PlanRow[]): Promise<Applied[]> {
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
  const made = coming.flatMap((row, i) =>
    seated.has(row) ? [{ id: ids[i] ?? '', email: row.email, status: 'invited' as const }] : [],
  );
  if (made.length > 0) await issueFirstInvitations(ctx, made);
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
    return { id: row.userId ?? '', ...(detailsOf(row) as Record<string, string>) };
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

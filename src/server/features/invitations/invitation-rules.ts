import { emailKey, isEmail } from '../users/index.ts';
import type { InviteRow } from './schemas.ts';

export type WhenFull = 'refuse' | 'fill' | 'wait';
export type InviteResult = {
  email: string;
  status: 'invited' | 'waiting' | 'refused';
  userId?: string;
  code?: RefusalCode;
};
type RefusalCode = 'invalid_email' | 'user_exists' | 'employee_id_taken' | 'seats_exhausted';

/** What becomes of one row of a call, before anything is written. */
export type Verdict =
  | { row: InviteRow; status: 'invited' | 'waiting' }
  | { row: InviteRow; status: 'refused'; code: RefusalCode };

/**
 * Settles every row of a call in the order given: who is refused, who gets a seat, who waits.
 * `needed` counts the rows that are otherwise valid and need a seat today.
 */
export function judgeRows(
  rows: InviteRow[],
  known: { emailKeys: Set<string>; employeeIds: Set<string> },
  options: { free: number; whenFull: WhenFull; today: string },
): { verdicts: Verdict[]; needed: number } {
  const emails = new Set(known.emailKeys);
  const ids = new Set(known.employeeIds);
  let needed = 0;
  const verdicts = rows.map((row): Verdict => {
    const key = emailKey(row.email);
    const id = row.employeeId ?? '';
    if (!isEmail(row.email)) return { row, status: 'refused', code: 'invalid_email' };
    if (emails.has(key)) return { row, status: 'refused', code: 'user_exists' };
    if (id && ids.has(id)) return { row, status: 'refused', code: 'employee_id_taken' };
    emails.add(key);
    if (id) ids.add(id);
    if (row.inviteOn && row.inviteOn > options.today) return { row, status: 'waiting' };
    needed += 1;
    if (needed <= options.free) return { row, status: 'invited' };
    if (options.whenFull === 'wait') return { row, status: 'waiting' };
    return { row, status: 'refused', code: 'seats_exhausted' };
  });
  return { verdicts, needed };
}

/** The order in which those of one call wait: start date, then employee id, then as given. Rank by index. */
export function waitingOrder(rows: InviteRow[]): number[] {
  const order = rows.map((row, index) => ({ row, index }));
  order.sort(
    (a, b) =>
      compare(a.row.startDate ?? a.row.inviteOn ?? '', b.row.startDate ?? b.row.inviteOn ?? '') ||
      compare(a.row.employeeId ?? '', b.row.employeeId ?? '') ||
      a.index - b.index,
  );
  const ranks = new Array<number>(rows.length).fill(0);
  order.forEach(({ index }, rank) => {
    ranks[index] = rank;
  });
  return ranks;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const day = 24 * 3600 * 1000;

/** When a link made now stops working. */
export const expiryOf = (now: Date, invitationDays: number): Date =>
  new Date(now.getTime() + invitationDays * day);

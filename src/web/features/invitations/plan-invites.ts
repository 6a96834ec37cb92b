import type { Draft } from './draft';
import type { Judged, Person } from './people';

/** A row of `POST /users`. */
export interface InviteRow {
  email: string;
  firstName?: string;
  lastName?: string;
  role: 'member' | 'admin';
  employeeId?: string;
  department?: string;
  location?: string;
  jobTitle?: string;
  startDate?: string;
  inviteOn?: string;
}

export interface Plan {
  rows: InviteRow[];
  /** Deactivated Users who are to be reactivated. */
  returning: string[];
  /** Seats needed today. */
  needed: number;
  /** Rows that are sent on a later day. */
  scheduled: number;
}

/** What pressing the button is going to do with those who were judged fit. */
export function planInvites(judged: readonly Judged[], draft: Draft, today: string): Plan {
  const ready = judged.filter(({ verdict }) => verdict === 'ready');
  const rows = ready.map(({ person }) => rowOf(person, draft, today));
  const returning = draft.reactivate
    ? judged.flatMap(({ verdict, userId }) => (verdict === 'returning' && userId ? [userId] : []))
    : [];
  const scheduled = rows.filter(({ inviteOn }) => inviteOn !== undefined).length;
  return { rows, returning, needed: rows.length - scheduled + returning.length, scheduled };
}

function rowOf(person: Person, draft: Draft, today: string): InviteRow {
  const { email, role = draft.role, department = draft.department.trim() } = person;
  const day = person.inviteOn ?? draft.inviteOn;
  // Today, or a day gone by, is now.
  const inviteOn = day > today ? day : '';
  const { firstName, lastName, employeeId, location, jobTitle, startDate } = person;
  const given = { firstName, lastName, employeeId, department, location, jobTitle, startDate, inviteOn };
  const filled = Object.entries(given).filter(([, value]) => value !== undefined && value !== '');
  return { email, role, ...Object.fromEntries(filled) };
}

/** Which day it is in a zone, as 2026-12-31. */
export const todayIn = (timeZone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);

const fewest = 10;
const most = 1000;

/** How many seats to offer to add: the shortage, but as few and as many as can be added at a time. */
export const seatsToAdd = (shortage: number): number => Math.min(most, Math.max(fewest, shortage));

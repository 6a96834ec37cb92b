import { createHash } from 'node:crypto';
import type { Column } from './file-rules.ts';

/** Limits of the guards; a source may set its own. Shares are per cent. */
export const ordinaryLimits = {
  leaversCount: 3,
  leaversPercent: 10,
  shrinkPercent: 80,
  badRowsCount: 3,
  badRowsPercent: 2,
  keysCount: 3,
  keysPercent: 2,
};
export type Limits = typeof ordinaryLimits;

/** What holds a run: by how much, in figures and in a sentence for a person. */
export interface Guard {
  guard: 'leavers' | 'shrinking' | 'bad_rows' | 'keys' | 'column_blank' | 'status_unknown' | 'incomplete';
  found: number;
  limit: number;
  /** Of how many people the source has now. */
  of?: number;
  sentence: string;
}

export interface Figures {
  mode: 'full' | 'changes';
  rows: number;
  lastGoodRows: number | null;
  badRows: number;
  otherIds: number;
  leavers: number;
  /** Applied in the 24 hours before. */
  leaversBefore: number;
  /** The source's Users who held a seat or waited at the start of those 24 hours. */
  peopleBefore: number;
  /** Those who hold a seat or wait now. */
  peopleNow: number;
  columns: Column[];
  statusKnown: number;
  blanks: Partial<Record<Column, number>>;
  /** Share of rows with a blank, by required column, of the last good run. */
  blanksBefore: Partial<Record<Column, number>>;
  complete: boolean;
  /** Why not, where the source says so. */
  incompleteReason: string | null;
}

const n = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

const share = (percent: number, of: number): number => (percent / 100) * of;

/** How many may leave of so many. */
export const mayLeave = (limits: Limits, people: number): number =>
  Math.max(limits.leaversCount, share(limits.leaversPercent, people));

/** Every guard that holds this run; none: it may be applied by itself. */
export function judgeGuards(figures: Figures, limits: Limits): Guard[] {
  const { rows } = figures;
  const guards: Guard[] = [];
  const hold = (guard: Guard['guard'], found: number, limit: number, sentence: string, of?: number) => {
    guards.push({ guard, found, limit, ...(of !== undefined && { of }), sentence });
  };
  const leavers = figures.leavers + figures.leaversBefore;
  const limit = mayLeave(limits, figures.peopleBefore);
  if (figures.leavers > 0 && leavers > limit) {
    const before =
      figures.leaversBefore > 0 ? ` with those of the last 24 hours (${String(figures.leaversBefore)})` : '';
    hold(
      'leavers',
      leavers,
      Math.floor(limit),
      `${n(leavers, 'person', 'people')} would leave${before}; the limit is ${String(Math.floor(limit))}.`,
      figures.peopleNow,
    );
  }
  const { lastGoodRows } = figures;
  if (figures.mode === 'full' && lastGoodRows !== null && rows < share(limits.shrinkPercent, lastGoodRows)) {
    const least = Math.ceil(share(limits.shrinkPercent, lastGoodRows));
    hold(
      'shrinking',
      rows,
      least,
      `The file has ${n(rows, 'row', 'rows')} and the last good one had ${n(lastGoodRows, 'row', 'rows')}; at least ${String(least)} were expected.`,
    );
  }
  const mayBeBad = Math.max(limits.badRowsCount, share(limits.badRowsPercent, rows));
  if (figures.badRows > mayBeBad) {
    hold(
      'bad_rows',
      figures.badRows,
      Math.floor(mayBeBad),
      `${n(figures.badRows, 'row', 'rows')} cannot be used; the limit is ${String(Math.floor(mayBeBad))}.`,
    );
  }
  const mayChangeKeys = Math.max(limits.keysCount, share(limits.keysPercent, rows));
  if (figures.otherIds > mayChangeKeys) {
    hold(
      'keys',
      figures.otherIds,
      Math.floor(mayChangeKeys),
      `${n(figures.otherIds, 'person', 'people')} known already come under another employee id; the limit is ${String(Math.floor(mayChangeKeys))}.`,
    );
  }
  for (const column of ['first_name', 'last_name', 'email', 'employee_id'] as const) {
    const blank = rows === 0 ? 0 : (figures.blanks[column] ?? 0) / rows;
    if (blank >= 0.5 && (figures.blanksBefore[column] ?? 0) < 0.5) {
      hold(
        'column_blank',
        figures.blanks[column] ?? 0,
        Math.floor(rows / 2),
        `The column ${column} is blank in ${n(figures.blanks[column] ?? 0, 'row', 'rows')}, which it was not before.`,
      );
    }
  }
  if (figures.columns.includes('status') && figures.statusKnown === 0 && rows > 0) {
    hold(
      'status_unknown',
      0,
      1,
      'No row has a status that Usher knows. Unknown is not inactive: somebody has to look.',
    );
  }
  if (!figures.complete)
    hold(
      'incomplete',
      0,
      1,
      figures.incompleteReason ??
        'Not everyone could be read from the source, so who is absent cannot be told.',
    );
  return guards;
}

/** What an approval is bound to: void when one of these is another. */
export function bindingOf(parts: {
  fileHash: string;
  mapping: unknown;
  limits: unknown;
  mode: string;
  matches: string;
}): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        parts.fileHash,
        parts.mode,
        sorted(parts.mapping),
        sorted(parts.limits),
        parts.matches,
      ]),
    )
    .digest('hex');
}

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value;

export interface SeatForecast {
  total: number;
  takenBefore: number;
  takenAfter: number;
  waitingBefore: number;
  waitingAfter: number;
  freed: number;
  toQueue: number;
  toComers: number;
  /** Of who comes by this run, those for whom there is no seat; who waits already is not told of again. */
  short: number;
}

/** Seats before and after: what leavers free goes to those who wait, then to who comes. */
export function forecastSeats(
  pool: { total: number; taken: number; waiting: number },
  needs: {
    leavingSeats: number;
    leavingQueue: number;
    comingNow: number;
    comingLater: number;
    eligible: number;
  },
): SeatForecast {
  const free = pool.total - pool.taken + needs.leavingSeats;
  const queue = Math.max(0, needs.eligible - needs.leavingQueue);
  const toQueue = Math.min(free, queue);
  const toComers = Math.min(free - toQueue, needs.comingNow);
  return {
    total: pool.total,
    takenBefore: pool.taken,
    takenAfter: pool.taken - needs.leavingSeats + toQueue + toComers,
    waitingBefore: pool.waiting,
    waitingAfter:
      pool.waiting - needs.leavingQueue - toQueue + (needs.comingNow - toComers) + needs.comingLater,
    freed: needs.leavingSeats,
    toQueue,
    toComers,
    short: needs.comingNow - toComers,
  };
}

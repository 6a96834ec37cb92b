import { Temporal } from 'temporal-polyfill';

export interface Schedule {
  /** The day from which periods run, in the zone: "2026-01-31". */
  anchorDate: string;
  billingPeriod: 'month' | 'year';
  timeZone: string;
}

export interface Period {
  start: Date;
  /** The first instant of the next period. */
  end: Date;
}

/**
 * The nth boundary, counted from the anchor and never from the boundary before, so that a period
 * that began on the 31st comes back to it after February.
 */
function boundary({ anchorDate, billingPeriod, timeZone }: Schedule, n: number): Date {
  const day = Temporal.PlainDate.from(anchorDate).add(
    billingPeriod === 'month' ? { months: n } : { years: n },
  );
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The day it is in a zone at an instant: "2026-11-24". */
export function dayIn(timeZone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** A day some days later: "2026-12-24". */
export const daysAfter = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** The period an instant falls into; one that is exactly a boundary belongs to the period it begins. */
export function periodAt(schedule: Schedule, at: Date): Period {
  const day = Temporal.PlainDate.from(dayIn(schedule.timeZone, at));
  const unit = schedule.billingPeriod === 'month' ? 'months' : 'years';
  const passed = Temporal.PlainDate.from(schedule.anchorDate).until(day, { largestUnit: unit })[unit];
  // One too few or too many at most: the end of a short month, or a day before the anchor.
  for (let n = passed - 1; ; n += 1) {
    const end = boundary(schedule, n + 1);
    if (at < end) return { start: boundary(schedule, n), end };
  }
}

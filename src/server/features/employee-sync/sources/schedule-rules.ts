import { Temporal } from 'temporal-polyfill';
import type { Schedule } from './source-schemas.ts';

/**
 * The first time after `after` at which a schedule comes due in a zone. A time of day that the clocks
 * skip counts as the moment after the gap; one that comes twice, as the first of the two.
 */
export function nextRun(schedule: Schedule, zone: string, after: Date): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(after.getTime());
  const time = Temporal.PlainTime.from(schedule.time);
  let day = now.toZonedDateTimeISO(zone).toPlainDate();
  // Eight days hold every day of the week, and today a second time where its hour has passed.
  for (let i = 0; i <= 8; i += 1, day = day.add({ days: 1 })) {
    if (!schedule.days.includes(day.dayOfWeek)) continue;
    const due = day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
    if (Temporal.Instant.compare(due, now) > 0) return new Date(due.epochMilliseconds);
  }
  throw new Error('a schedule without days');
}

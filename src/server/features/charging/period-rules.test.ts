import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, daysAfter, periodAt, type Schedule } from './period-rules.ts';

const at = (iso: string) => new Date(iso);
const monthly: Schedule = { anchorDate: '2026-01-31', billingPeriod: 'month', timeZone: 'UTC' };

const boundaries = (schedule: Schedule, from: string, n: number): string[] => {
  const days = [];
  let { start, end } = periodAt(schedule, at(from));
  for (let i = 0; i < n; i += 1) {
    days.push(dayIn(schedule.timeZone, start));
    ({ start, end } = periodAt(schedule, end));
  }
  return days;
};

describe('billing periods', () => {
  it('of a month anchored on the 31st end with short months and come back to the 31st', () => {
    expect(boundaries(monthly, '2027-12-31T00:00:00Z', 5)).toEqual([
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
    ]);
  });

  it('of a year anchored on a leap day fall on the 28th between', () => {
    const leap: Schedule = { anchorDate: '2024-02-29', billingPeriod: 'year', timeZone: 'Europe/London' };
    expect(boundaries(leap, '2024-03-01T00:00:00Z', 5)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  it('begin at midnight in the zone, also across a change of clocks', () => {
    const london: Schedule = { anchorDate: '2026-03-15', billingPeriod: 'month', timeZone: 'Europe/London' };
    const { start, end } = periodAt(london, at('2026-03-20T12:00:00Z'));
    expect([start, end]).toEqual([at('2026-03-15T00:00:00Z'), at('2026-04-14T23:00:00Z')]);
    expect((end.getTime() - start.getTime()) / 3_600_000).toBe(31 * 24 - 1);
  });

  it('begin at the first instant of a day without a midnight', () => {
    const beirut: Schedule = { anchorDate: '2026-03-29', billingPeriod: 'year', timeZone: 'Asia/Beirut' };
    expect(periodAt(beirut, at('2026-04-01T00:00:00Z')).start).toEqual(at('2026-03-28T22:00:00Z'));
  });

  it('also lie before the anchor', () => {
    expect(boundaries(monthly, '2025-11-30T00:00:00Z', 2)).toEqual(['2025-11-30', '2025-12-31']);
  });

  const schedule = fc.record({
    anchorDate: fc
      .date({ min: at('2000-01-01'), max: at('2060-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    billingPeriod: fc.constantFrom('month' as const, 'year' as const),
    timeZone: fc.constantFrom(
      'UTC',
      'Europe/London',
      'America/New_York',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'Asia/Beirut',
    ),
  });
  const instant = fc.date({ min: at('1999-01-01'), max: at('2070-12-31'), noInvalidDate: true });

  it('hold every instant, and follow one another without gap or overlap', () => {
    fc.assert(
      fc.property(schedule, instant, (given, moment) => {
        const period = periodAt(given, moment);
        expect(period.start <= moment && moment < period.end).toBe(true);
        expect(periodAt(given, period.start)).toEqual(period);
        expect(periodAt(given, new Date(period.end.getTime() - 1))).toEqual(period);
        expect(periodAt(given, period.end).start).toEqual(period.end);
        const days = (period.end.getTime() - period.start.getTime()) / 86_400_000;
        // A month or year, give or take a skipped day and an hour of clock change.
        expect(
          given.billingPeriod === 'month' ? days > 26.9 && days < 31.1 : days > 363.9 && days < 366.1,
        ).toBe(true);
      }),
    );
  });
});

describe('days', () => {
  it('are those of the zone', () => {
    expect(dayIn('Pacific/Auckland', at('2026-06-30T12:00:00Z'))).toBe('2026-07-01');
    expect(daysAfter('2026-02-10', 30)).toBe('2026-03-12');
  });
});

import { count, plural } from '../../ui/words';
import type { SeatHistory } from '../../api/seat-types';

type Point = SeatHistory['points'][number];

const spans: Record<number, string> = { 30: '30 days', 90: '90 days', 365: 'a year' };
const hour = 3_600_000;

/** What a course of seats shows, as a title: how those held moved, and what is free now. */
export function poolFinding(points: Point[], days: number | undefined): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return 'No seats yet';
  return `${heldWords(first, last, days)}; ${freeWords(last)}`;
}

function heldWords(first: Point, last: Point, days: number | undefined): string {
  const young = days === undefined || reach(first, last) < days * 24 * hour - hour;
  const span = young ? undefined : (spans[days] ?? plural(days, 'day'));
  if (first.taken === last.taken) {
    return `${plural(last.taken, 'seat')} held, as ${span === undefined ? 'at the beginning' : `${span} ago`}`;
  }
  const moved = last.taken > first.taken ? 'rose' : 'fell';
  return `Seats held ${moved} from ${count(first.taken)} to ${count(last.taken)} ${span === undefined ? 'since the space was made' : `in ${span}`}`;
}

const reach = (first: Point, last: Point): number => Date.parse(last.at) - Date.parse(first.at);

function freeWords({ total, taken, waiting }: Point): string {
  const free = total - taken;
  if (free > 0) return `${count(free)} of ${count(total)} ${free === 1 ? 'is' : 'are'} free`;
  if (waiting === 0) return 'none is free';
  return waiting === 1
    ? 'none is free, and 1 person waits'
    : `none is free, and ${count(waiting)} people wait`;
}

/** Evenly chosen rows for the table behind a chart: about a dozen, the last one always there. */
export function tableRows<T>(points: T[], rows = 12): T[] {
  const step = Math.max(1, Math.ceil((points.length - 1) / rows));
  return points.filter((_, i) => (points.length - 1 - i) % step === 0);
}

import { count, money, plural } from '../../ui/words';
import type { SeatPlan } from '../../api/seat-types';

export type Reduction = { seats: number; problem?: undefined } | { seats?: undefined; problem: string };

/** Reads how many seats are to go, or says what is wrong with it. Nothing is rounded. */
export function readReduction(typed: string, total: number): Reduction {
  const text = typed.trim();
  const plain = text.replaceAll(',', '');
  if (text === '') return { problem: 'Say how many seats to give up.' };
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return { problem: `“${text.slice(0, 20)}” is not a number.` };
  const seats = Number(plain);
  if (!Number.isInteger(seats)) return { problem: `${text} is not a whole number.` };
  if (seats < 1) return { problem: 'At least 1 seat, or drop the plan.' };
  if (seats > total) return { problem: `The space has ${plural(total, 'seat')}: no more can go.` };
  return { seats };
}

/** How a renewal comes about: "45 seats × £40.00 a year = £1,800.00, before tax". */
export function renewalSum(
  plan: Pick<SeatPlan, 'unitPrice' | 'currency'>,
  seats: number,
  period: string,
): string {
  const { unitPrice, currency } = plan;
  return `${plural(seats, 'seat')} × ${money(unitPrice, currency)} a ${period} = ${money(seats * unitPrice, currency)}, before tax`;
}

/** What giving up seats comes to as things stand: never below what is held on the day. */
export function reductionWords(plan: Pick<SeatPlan, 'total' | 'taken'>, reduction: number): string {
  const free = plan.total - plan.taken;
  const short = Math.max(0, reduction - free);
  const stay = plan.total - Math.min(reduction, free);
  if (short === 0)
    return `${plural(stay, 'seat')} stay, of which ${count(plan.taken)} ${be(plan.taken)} held today.`;
  const people = short === 1 ? '1 person' : `${count(short)} people`;
  return `${plural(plan.taken, 'seat')} ${be(plan.taken)} held today, so ${people} would have to go first. Seats still held on the day stay and are charged.`;
}

const be = (n: number): string => (n === 1 ? 'is' : 'are');

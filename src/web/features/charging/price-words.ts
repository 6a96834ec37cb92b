import { count, money } from '../../ui/words';
import type { Preview, Price } from './read-charging';

/** Money without its pence where it has none: £6,000, but £6,000.50. */
export function shortMoney(minor: number, currency: string): string {
  return money(minor, currency).replace(/\.0+$/, '');
}

/** How the price comes about: "25 × £40.00 a year × 50% left = £500.00". */
export function arithmetic({ seats, unitPrice, currency, billingPeriod, share, net }: Price): string {
  const whole = share.numerator === share.denominator;
  const left = whole ? '' : ` × ${percentThatAddsUp({ seats, unitPrice, share, net })}% left`;
  return `${count(seats)} × ${money(unitPrice, currency)} a ${billingPeriod}${left} = ${money(net, currency)}`;
}

/** The share of the period in as few digits as give the net amount when somebody checks the sum. */
function percentThatAddsUp({
  seats,
  unitPrice,
  share,
  net,
}: Pick<Price, 'seats' | 'unitPrice' | 'share' | 'net'>): string {
  const percent = (share.numerator / share.denominator) * 100;
  const digits = [0, 1, 2, 3, 4].find(
    (n) => Math.round((seats * unitPrice * Number(percent.toFixed(n))) / 100) === net,
  );
  return String(Number(percent.toFixed(digits ?? 5)));
}

/** "VAT £100.00", or that there is none. */
export function taxWords({ taxRateBp, taxName, tax, currency }: Price): string {
  return taxRateBp === 0 ? `no ${taxName}` : `${taxName} ${money(tax, currency)}`;
}

/** "renewal £6,000 → £7,000", before tax. */
export function renewalWords({ renewal, currency }: Preview): string {
  return `renewal ${shortMoney(renewal.before, currency)} → ${shortMoney(renewal.after, currency)}`;
}

/** What really became available: "25 seats added. 15 went to people waiting; 10 available." */
export function addedWords(answer: { seats: number; wentToWaiting: number; available: number }): string {
  const { seats, wentToWaiting, available } = answer;
  if (wentToWaiting === 0) return `${count(seats)} seats added. ${count(available)} available.`;
  const people = wentToWaiting === 1 ? 'a person waiting' : 'people waiting';
  return `${count(seats)} seats added. ${count(wentToWaiting)} went to ${people}; ${count(available)} available.`;
}

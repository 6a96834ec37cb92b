const whole = new Intl.NumberFormat('en-GB');

/** A whole number with thousands separators: 1,020. */
export function count(n: number): string {
  return whole.format(n);
}

/**
 * A number with its noun: "1 seat", "0 seats", "1,020 seats".
 * The plural is given where it is not the singular with an s.
 */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** Money from whole minor units and an ISO 4217 currency: 50000, "GBP" gives £500.00. */
export function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

/** A list in words: "Ada, Grace and Alan". */
export function inWords(things: string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(things);
}

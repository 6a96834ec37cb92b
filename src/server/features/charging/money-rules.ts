/** Divides whole numbers, rounding half up. Neither may be negative. */
export function divideHalfUp(amount: bigint, by: bigint): bigint {
  return (2n * amount + by) / (2n * by);
}

/** Minor units as a number; refuses what a number cannot hold exactly. */
export function toMinor(amount: bigint): number {
  const minor = Number(amount);
  if (!Number.isSafeInteger(minor)) throw new RangeError('an amount of money beyond what is exact');
  return minor;
}

/** Digits after the point in a currency: 2 for GBP, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en-GB', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
    2
  );
}

/** Money for a person to read: 50000 and "GBP" give £500.00. Exact, whatever the size. */
export function formatMoney(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const decimal = `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(
    decimal as Intl.StringNumericLiteral,
  );
}

/** Hundredths of a per cent for a person to read: 2000 gives 20%, 550 gives 5.5%. */
export const formatRate = (basisPoints: number): string => `${String(basisPoints / 100)}%`;

const whole = new Intl.NumberFormat('en-GB');

/** A count for a person to read: 1,020. */
export const countInWords = (n: number): string => whole.format(n);

/** "1 seat", "1,020 seats". */
export const seatsInWords = (n: number): string => (n === 1 ? '1 seat' : `${whole.format(n)} seats`);

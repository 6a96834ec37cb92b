/** Of one order. */
export const fewestSeats = 10;
export const mostSeats = 1000;
const range = 'Seats are added from 10 to 1,000 at a time, as a whole number.';

export type SeatCount = { seats: number; problem?: undefined } | { seats?: undefined; problem: string };

/** Reads what was typed as a number of seats to add, or says what is wrong with it. Nothing is rounded. */
export function readSeatCount(typed: string): SeatCount {
  const text = typed.trim();
  if (text === '') return { problem: `Say how many seats to add. ${range}` };
  const plain = text.replace(/^[−–]/, '-').replace(/(?<=^-?\d{1,3}(,\d{3})*),(?=\d{3}(,\d{3})*$)/g, '');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return { problem: `“${short(text)}” is not a number. ${range}` };
  const seats = Number(plain);
  if (seats < 0) return { problem: `${short(text)} would take seats away. ${range}` };
  if (!Number.isInteger(seats)) return { problem: `${short(text)} is not a whole number. ${range}` };
  if (seats < fewestSeats) return { problem: `${short(text)} is too few. ${range}` };
  if (seats > mostSeats) return { problem: `${short(text)} is too many. ${range}` };
  return { seats };
}

const short = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

export const seatTabs = ['overview', 'ledger', 'orders', 'invoices'] as const;
export type SeatTab = (typeof seatTabs)[number];

/** What the address of the Seats page holds: what is shown, the day of the ledger, a dialog. */
export interface SeatsSearch {
  tab?: SeatTab;
  /** A day of the space, as in "2026-11-24": the ledger until its end. */
  at?: string;
  days?: string;
  open?: 'add-seats';
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** Reads the address; what is unknown there is left out. */
export function parseSeatsSearch(search: Record<string, unknown>): SeatsSearch {
  const { at, days } = search;
  const tab = seatTabs.find((one) => one === search.tab);
  return {
    ...(tab !== undefined && { tab }),
    ...(typeof at === 'string' && isDay(at) && { at }),
    ...(typeof days === 'string' && /^(30|90|365|all)$/.test(days) && { days }),
    ...(search.open === 'add-seats' && { open: search.open }),
  };
}

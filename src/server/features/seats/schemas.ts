import { z } from 'zod';

const instant = z.iso.datetime();

const balance = {
  total: z.int().describe('Seats the space had then'),
  taken: z.int().describe('Held by Invited and Active Users'),
  available: z.int(),
  invited: z.int(),
  active: z.int(),
  waiting: z.int(),
  deactivated: z.int(),
};

export const LedgerEntry = z.object({
  number: z.int().describe('Counted by the pool, without gaps'),
  at: instant,
  movement: z.enum(['grant', 'reduce', 'take', 'release', 'claim', 'status']),
  reason: z
    .string()
    .describe('Stable')
    .meta({ examples: ['seats_added'] }),
  summary: z
    .string()
    .describe('What moved, in words')
    .meta({ examples: ['25 seats added'] }),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  orderId: z.uuid().nullable(),
  totalDelta: z.int(),
  invitedDelta: z.int(),
  activeDelta: z.int(),
  waitingDelta: z.int(),
  deactivatedDelta: z.int(),
  ...balance,
});
export type LedgerEntry = z.output<typeof LedgerEntry>;

export const LedgerQuery = z.object({
  at: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()])
    .optional()
    .describe('An instant, or a day of the space: up to its end. Movements after it are left out')
    .meta({ examples: ['2026-11-24', '2026-11-24T09:00:00Z'] }),
  order: z.enum(['desc', 'asc']).default('desc').describe('Newest first, or from the beginning'),
  cursor: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type LedgerQuery = z.output<typeof LedgerQuery>;

export const LedgerPage = z.object({
  items: z.array(LedgerEntry),
  nextCursor: z.string().nullable(),
  balance: z
    .object({ at: instant, number: z.int().describe('Of the last movement until then'), ...balance })
    .describe('The pool at that instant; now, where none is given'),
});
export type LedgerPage = z.output<typeof LedgerPage>;

export const HistoryQuery = z.object({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(3660)
    .optional()
    .describe('How far back; without it, from the beginning')
    .meta({ examples: [90] }),
});

export const SeatHistory = z.object({
  points: z
    .array(z.object({ at: instant, total: z.int(), taken: z.int(), waiting: z.int() }))
    .describe('At most 121 balances at even distances, the last one now'),
});
export type SeatHistory = z.output<typeof SeatHistory>;

export const SeatsByDepartment = z.object({
  items: z.array(
    z.object({
      department: z.string().describe('Empty: none is noted'),
      seats: z.int().describe('Held by Invited and Active Users'),
      unclaimed: z.int(),
      active: z.int(),
      waiting: z.int(),
    }),
  ),
  others: z
    .object({ departments: z.int(), seats: z.int() })
    .describe('Beyond the 500 that hold most; the CSV has all'),
});
export type SeatsByDepartment = z.output<typeof SeatsByDepartment>;

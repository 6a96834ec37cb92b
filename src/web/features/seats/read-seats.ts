import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http';
import { pages } from '../../api/pages';
import { spacePath } from '../../api/session';
import type {
  InvoiceList,
  LedgerPage,
  OrderList,
  SeatHistory,
  SeatPlan,
  SeatsByDepartment,
} from '../../api/seat-types';
import type { Seats } from '../../api/types';

/** Every key begins as those of the space do, so that a change there reads what is shown again. */
const key = (slug: string, ...rest: unknown[]) => ['space', slug, ...rest] as const;

/** @param days undefined: from the beginning. */
export const historyQuery = (slug: string, days: number | undefined) =>
  queryOptions({
    queryKey: key(slug, 'seat-history', days ?? 'all'),
    queryFn: ({ signal }) => get<SeatHistory>(spacePath(slug, '/seat-history'), { days }, signal),
    placeholderData: (before) => before,
  });

export const seatFiguresQuery = (slug: string) =>
  queryOptions({
    queryKey: key(slug, 'seats', {}),
    queryFn: ({ signal }) => get<Seats>(spacePath(slug, '/seats'), undefined, signal),
  });

export const planQuery = (slug: string) =>
  queryOptions({
    queryKey: key(slug, 'seat-plan'),
    queryFn: ({ signal }) => get<SeatPlan>(spacePath(slug, '/seat-plan'), undefined, signal),
  });

export const departmentsQuery = (slug: string) =>
  queryOptions({
    queryKey: key(slug, 'seats-by-department'),
    queryFn: ({ signal }) =>
      get<SeatsByDepartment>(spacePath(slug, '/seats-by-department'), undefined, signal),
  });

/** A list of the space's, page by page; the one before stands until the next is there. */
const pagesOf = <T extends { nextCursor: string | null }>(
  slug: string,
  path: string,
  query: Record<string, string | undefined> = {},
) =>
  infiniteQueryOptions({
    ...pages<T>(key(slug, path, query), spacePath(slug, path), { ...query, limit: 50 }),
    placeholderData: (before) => before,
  });

export const ledgerQuery = (slug: string, at: string | undefined) =>
  pagesOf<LedgerPage>(slug, '/seat-ledger', { at });
export const ordersQuery = (slug: string) => pagesOf<OrderList>(slug, '/seat-orders');
export const invoicesQuery = (slug: string) => pagesOf<InvoiceList>(slug, '/invoices');

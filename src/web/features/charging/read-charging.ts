import { queryOptions } from '@tanstack/react-query';
import { post } from '../../api/http';
import { spacePath } from '../../api/session';

/** Amounts are whole minor units of the currency. */
export interface Price {
  seats: number;
  unitPrice: number;
  currency: string;
  billingPeriod: 'month' | 'year';
  period: { from: string; to: string };
  share: { numerator: number; denominator: number; percent: number };
  net: number;
  taxRateBp: number;
  taxName: string;
  tax: number;
  total: number;
}

export interface FreeableGroup {
  group: 'expired14d' | 'refused' | 'never60d' | 'inactive90d';
  count: number;
  orMore: boolean;
  filter: Record<string, string>;
}

export interface Preview extends Price {
  quote: string;
  expiresAt: string;
  renewal: { before: number; after: number; on: string };
  totalSeats: { before: number; after: number };
  available: { now: number; after: number };
  waiting: number;
  ordersStopped: boolean;
  recentOrder: { by: string; seats: number; at: string } | null;
  freeable: { seats: number; orMore: boolean; groups: FreeableGroup[] };
}

export interface Order extends Price {
  id: string;
  kind: 'initial' | 'added' | 'renewal';
  totalBefore: number;
  totalAfter: number;
  wentToWaiting: number;
  purchaseOrder: string | null;
  orderedBy: string;
  createdAt: string;
  invoice: { id: string; number: string };
}

export interface OrderAnswer {
  seats: number;
  total: number;
  available: number;
  wentToWaiting: number;
  mailed: { name: string; email: string }[];
  order: Order;
}

/** What seats cost now. A price is good until its quote runs out, and is then asked for again. */
export const previewQuery = (slug: string, seats: number) =>
  queryOptions({
    queryKey: ['space', slug, 'seat-order-preview', seats],
    queryFn: () => post<Preview>(spacePath(slug, '/seat-orders/preview'), { seats }),
    staleTime: 60_000,
    // A quote that was taken up gives its order again: none outlives the form that showed it.
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.data === undefined
        ? false
        : Math.max(5_000, Date.parse(state.data.expiresAt) - Date.now() - 30_000),
  });

export const invoicePdf = (slug: string, id: string): string => spacePath(slug, `/invoices/${id}/pdf`);

import { queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http';
import { spacePath } from '../../api/session';
import { spaceKey } from './read-users';

export interface LedgerRow {
  number: number;
  at: string;
  /** What moved, in words. */
  summary: string;
  totalDelta: number;
  invitedDelta: number;
  activeDelta: number;
}

const looked = 100;

/** The last movements of the pool, newest first. */
export const ledgerQuery = (slug: string) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'ledger', 'last'],
    queryFn: ({ signal }) =>
      get<{ items: LedgerRow[] }>(spacePath(slug, '/seat-ledger'), { limit: looked, order: 'desc' }, signal),
  });

/** By how much a movement changed what a card counts. */
export function changeOf(card: 'total' | 'available' | 'unclaimed' | 'active', row: LedgerRow): number {
  switch (card) {
    case 'total':
      return row.totalDelta + row.invitedDelta + row.activeDelta;
    case 'available':
      return row.totalDelta - row.invitedDelta - row.activeDelta;
    case 'unclaimed':
      return row.invitedDelta;
    case 'active':
      return row.activeDelta;
  }
}

import { queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http';
import { spacePath } from '../../api/session';
import { plural } from '../../ui/words';
import { spaceKey } from './read-users';

export interface LedgerRow {
  number: number;
  at: string;
  movement: 'grant' | 'reduce' | 'take' | 'release' | 'claim' | 'status';
  totalDelta: number;
  invitedDelta: number;
  activeDelta: number;
  waitingDelta: number;
  deactivatedDelta: number;
}

/** The last movements of the pool, newest first. */
export const ledgerQuery = (slug: string) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'ledger', 'last'],
    queryFn: ({ signal }) =>
      get<{ items: LedgerRow[] }>(spacePath(slug, '/seat-ledger'), { limit: 5, order: 'desc' }, signal),
  });

/** One movement in words: "3 seats taken", "25 seats added". */
export function ledgerWords(row: LedgerRow): string {
  const held = Math.abs(row.invitedDelta + row.activeDelta);
  switch (row.movement) {
    case 'grant':
      return `${plural(row.totalDelta, 'seat')} added`;
    case 'reduce':
      return `${plural(-row.totalDelta, 'seat')} given up`;
    case 'take':
      return `${plural(held, 'seat')} taken`;
    case 'release':
      return `${plural(held, 'seat')} freed`;
    case 'claim':
      return `${plural(row.activeDelta, 'invitation')} claimed`;
    case 'status':
      return 'Users changed without a seat';
  }
}

import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { GetAccountResponse } from '../../api/generated/types.gen';
import { get } from '../../api/http';
import { sessionQuery } from '../../api/session';

export type AccountPage = GetAccountResponse;

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => get<AccountPage>('/api/v1/account'),
});

/** Reads the account again, and the session, which carries its name. */
export function useReadAgain(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: accountQuery.queryKey }),
      client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    ]);
  };
}

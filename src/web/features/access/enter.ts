import { useQueryClient } from '@tanstack/react-query';
import { reportSignedIn } from '../../api/connection';
import { sessionQuery } from '../../api/session';

/** Goes into a space with the session that has just begun: everything is read anew. */
export function useEnter(): (to: string) => Promise<void> {
  const client = useQueryClient();
  return async (to) => {
    reportSignedIn();
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    window.location.assign(to);
  };
}

/** Where somebody of this role begins in a space. */
export const startOf = (space: { slug: string }, role: string): string =>
  `/s/${space.slug}/${role === 'member' ? 'me' : 'users'}`;

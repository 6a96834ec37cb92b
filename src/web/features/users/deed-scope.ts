import { useQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { applies, type Deed, seatsFreed, type Target, targetFilter } from './deeds';
import { seatsQuery } from './read-users';

/** How many were chosen, to how many of them the deed applies, how many seats come free. */
export interface Scope {
  chosen: number;
  count: number;
  frees: number;
  ids?: string[];
}

/** Whom a deed is for; undefined while those whom a filter matches are counted. */
export function useScope(space: SpaceContext, deed: Deed, target: Target): Scope | undefined {
  const filter = target.kind === 'filter' ? targetFilter(deed, target.filter) : {};
  const counted = useQuery({ ...seatsQuery(space.slug, filter), enabled: target.kind === 'filter' });
  if (target.kind === 'filter') {
    if (counted.data === undefined) return undefined;
    const { matching, invited } = counted.data;
    const frees = deed.name === 'delete' || deed.name === 'deactivate' ? invited : 0;
    return { chosen: target.count, count: matching, frees };
  }
  const users = target.kind === 'one' ? [target.user] : target.users;
  const fitting = users.filter((user) => applies(deed, user, space));
  return {
    chosen: users.length,
    count: fitting.length,
    frees: seatsFreed(deed.name, fitting),
    ids: fitting.map(({ id }) => id),
  };
}

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api/http';
import { spacePath } from '../../api/session';
import type { Facets, Lookup, Seats, User, UserDetail, UserList } from '../../api/types';
import type { UsersFilter } from './users-filter';

/** Every query of a space begins with this key, so that a change there reads what is shown again. */
export const spaceKey = (slug: string) => ['space', slug] as const;

/** The list, page by page; the first page brings the four cards of the same snapshot. */
export const usersQuery = (slug: string, filter: UsersFilter, sort: string) =>
  infiniteQueryOptions({
    queryKey: [...spaceKey(slug), 'users', filter, sort],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, sort, cursor: pageParam, limit: 100 };
      const page = await get<UserList>(spacePath(slug, '/users'), query, signal);
      return { ...page, filter };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

export const userQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'user', id],
    queryFn: ({ signal }) => get<UserDetail>(spacePath(slug, `/users/${id}`), undefined, signal),
  });

export const facetsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'facets'],
    queryFn: ({ signal }) => get<Facets>(spacePath(slug, '/facets'), undefined, signal),
    staleTime: 60_000,
  });

/** The four figures under a filter, without the list. */
export const seatsQuery = (slug: string, filter: UsersFilter) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'seats', filter],
    queryFn: ({ signal }) => get<Seats>(spacePath(slug, '/seats'), filter, signal),
  });

/** Of a pasted list, who is here in whatever state, and who is missing. */
export const lookupQuery = (slug: string, list: string[]) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'lookup', list],
    queryFn: () => post<Lookup>(spacePath(slug, '/users/lookup'), { list }),
  });

/** Who is first in the queue for a seat; undefined where nobody may take one yet. */
export const firstWaitingQuery = (slug: string) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'first-waiting'],
    queryFn: async ({ signal }): Promise<User | null> => {
      const query = { status: 'waiting', limit: 200 };
      const page = await get<UserList>(spacePath(slug, '/users'), query, signal);
      const today = new Date().toISOString().slice(0, 10);
      const ready = page.items.filter((user) => user.eligibleOn === null || user.eligibleOn <= today);
      ready.sort((a, b) => (a.waitingSince ?? '').localeCompare(b.waitingSince ?? ''));
      return ready[0] ?? null;
    },
  });

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api/http';
import { pages } from '../../api/pages';
import { spacePath } from '../../api/session';
import type {
  AbsentAdmin,
  AuditEvents,
  Exclusions,
  Facets,
  Lookup,
  OperationRow,
  Preview,
  Seats,
  UserDetail,
  UserList,
} from '../../api/types';
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

/** What a deed would do, before anybody says yes to it. Never an old answer: seats move meanwhile. */
export const previewQuery = (slug: string, input: object) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'preview', input],
    queryFn: () => post<Preview>(spacePath(slug, '/users/bulk/preview'), input),
    staleTime: 0,
    gcTime: 0,
  });

/** A User's history, page by page, newest first. */
export const historyQuery = (slug: string, id: string) =>
  pages<AuditEvents>([...spaceKey(slug), 'user', id, 'history'], spacePath(slug, '/audit-events'), {
    subject: id,
    limit: 30,
  });

/** Deleted people whom the employee data does not bring back. */
export const exclusionsQuery = (slug: string) =>
  pages<Exclusions>([...spaceKey(slug), 'exclusions'], spacePath(slug, '/exclusions'));

/** Admins whom the employee data no longer lists: the first of them, and as one is settled, the next. */
export const absentAdminsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'absent-admins'],
    queryFn: ({ signal }) =>
      get<{ items: AbsentAdmin[] }>(spacePath(slug, '/absent-admins'), { limit: 20 }, signal),
  });

/** The latest work over many Users; read again each second while some of it goes on. */
export const operationsQuery = (slug: string) =>
  queryOptions({
    queryKey: [...spaceKey(slug), 'operations'],
    queryFn: ({ signal }) =>
      get<{ items: OperationRow[] }>(spacePath(slug, '/operations'), { limit: 20 }, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(goesOn) === true ? 1000 : false),
  });

export const goesOn = ({ state }: OperationRow): boolean => state === 'queued' || state === 'running';

/** What became of each User of long work, as the server streams it. */
export const operationFile = (slug: string, id: string) => ({
  href: spacePath(slug, `/operations/${id}/results.csv`),
});

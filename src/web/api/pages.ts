import { infiniteQueryOptions } from '@tanstack/react-query';
import { get, type Query } from './http';

/** A list of the API's, page by page: each is asked for with the cursor that the one before gave. */
export const pages = <T extends { nextCursor: string | null }>(
  queryKey: readonly unknown[],
  path: string,
  query: Query = {},
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => get<T>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { post } from '../../api/http';
import { spacePath } from '../../api/session';
import type { Lookup } from '../../api/types';
import { addressKey, isAddress } from './address-rules';
import type { Known, Person } from './people';

/** Not within the space's own key: a long list is not asked about anew at every change there. */
export const lookupKey = ['invite-lookup'];

const atOnce = 5000;

/**
 * Who of these people is here already, by folded address and employee id; asked for when typing
 * pauses, in parts. `asking` until all of it is known.
 */
export function useKnownPeople(slug: string, people: readonly Person[]) {
  const [settled] = useDebouncedValue(people, 300);
  const parts = useMemo(
    () => partsOf(settled).map((list) => ({ list, print: fingerprint(list) })),
    [settled],
  );
  const { data, fetching, error } = useQueries({
    queries: parts.map(({ list, print }) => ({
      queryKey: [...lookupKey, slug, print],
      queryFn: () => post<Lookup>(spacePath(slug, '/users/lookup'), { list }),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
      gcTime: 60_000,
    })),
    combine,
  });
  const known = useMemo(() => knownOf(data), [data]);
  return { known, asking: fetching || settled !== people, error };
}

/** One function for all renders: its result is kept while the answers are the same. */
const combine = (results: UseQueryResult<Lookup>[]) => ({
  data: results.flatMap(({ data }) => data?.found ?? []),
  fetching: results.some(({ isFetching }) => isFetching),
  error: results.find(({ error }) => error !== null)?.error ?? null,
});

function partsOf(people: readonly Person[]): string[][] {
  const wanted = new Set<string>();
  for (const { email, employeeId } of people) {
    if (isAddress(email)) wanted.add(addressKey(email));
    if (employeeId !== undefined && employeeId !== '') wanted.add(employeeId);
  }
  const list = [...wanted];
  return Array.from({ length: Math.ceil(list.length / atOnce) }, (_, i) =>
    list.slice(i * atOnce, (i + 1) * atOnce),
  );
}

/** A short name for a long list: 64 bits of FNV-1a, and its length. */
function fingerprint(list: readonly string[]): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (const entry of list) {
    for (let i = 0; i < entry.length; i += 1) {
      a = Math.imul(a ^ entry.charCodeAt(i), 0x01000193);
      b = Math.imul(b ^ entry.charCodeAt(i), 0x85ebca6b);
    }
    a = Math.imul(a ^ 10, 0x01000193);
    b = Math.imul(b ^ 10, 0x85ebca6b);
  }
  return `${list.length}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`;
}

function knownOf(found: Lookup['found']): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const { given, id, email, firstName, lastName, status } of found) {
    const name = `${firstName} ${lastName}`.trim() || email;
    known.set(given, { id, name, status });
  }
  return known;
}

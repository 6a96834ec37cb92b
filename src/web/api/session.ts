import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { reportSignedOut } from './connection';
import { get } from './http';

/** A space that the person signed in belongs to, and as what. */
export interface SpaceContext {
  id: string;
  slug: string;
  name: string;
  role: 'owner' | 'admin' | 'member';
  userId: string;
  timeZone: string;
  currency: string;
  locale: string;
}

export interface SessionAccount {
  id: string;
  email: string;
  name: string;
  twoFactorEnabled: boolean;
}

export interface Session {
  account: SessionAccount | null;
  setupRequired: boolean;
  setupCodeRequired: boolean;
  spaces: SpaceContext[];
  machineOfOnesOwn: boolean;
}

/**
 * Once somebody is signed in, a session that ended is reported, not stored: the page with what was
 * typed stays until they are back. Signing out clears the cache.
 */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal, client }): Promise<Session> => {
    const before = client.getQueryData<Session>(['session']);
    const now = await get<Session>('/api/v1/session', undefined, signal);
    if (now.account !== null || (before?.account ?? null) === null) return now;
    reportSignedOut();
    return before ?? now;
  },
  staleTime: 60_000,
});

const nobody: Session = {
  account: null,
  setupRequired: false,
  setupCodeRequired: false,
  spaces: [],
  machineOfOnesOwn: false,
};

/** Who is signed in and where they belong; nobody until it is known. */
export function useSession(): Session {
  return useQuery(sessionQuery).data ?? nobody;
}

/** The space of the address `/s/$slug/…`. For screens within it only. */
export function useSpace(): SpaceContext {
  const { slug } = useParams({ strict: false });
  const space = useSession().spaces.find((candidate) => candidate.slug === slug);
  if (space === undefined) throw new Error('This screen stands within a space');
  return space;
}

export function isAdmin(space: SpaceContext): boolean {
  return space.role !== 'member';
}

/** The base of a space's API. */
export function spacePath(slug: string, rest: string): string {
  return `/api/v1/spaces/${encodeURIComponent(slug)}${rest}`;
}

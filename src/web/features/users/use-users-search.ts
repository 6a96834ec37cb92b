import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { filterKeys, type UsersSearch } from './users-filter';

const route = getRouteApi('/s/$slug/users');

/** The address's search, and a way to change parts of it; `replace` leaves no step to go back to. */
export function useUsersSearch() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (part: { [K in keyof UsersSearch]?: UsersSearch[K] | undefined }, replace = false) => {
      void navigate({
        search: (before) => withoutEmpty({ ...before, ...choiceKept(part), ...part }),
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return { search, change };
}

/** Who is chosen is chosen among those listed: another filter begins with none. */
const choiceKept = (part: object): { chosen?: string } =>
  filterKeys.some((key) => key in part) ? { chosen: '' } : {};

function withoutEmpty(search: Record<string, string | undefined>): UsersSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  );
}

import { useQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import type { Preview } from '../../api/types';
import { type Deed, statusesOf, type Target, targetFilter } from './deeds';
import { previewQuery } from './read-users';

/** What a deed would do, as the server says it, and to how many of those chosen. */
export interface Scope extends Preview {
  chosen: number;
  ids: string[];
}

/** Whom a deed is for and what follows; `scope` is undefined while the server is asked. */
export function useScope(
  space: SpaceContext,
  deed: Deed,
  target: Target,
): { scope: Scope | undefined; error: Error | null } {
  const of =
    target.kind === 'filter'
      ? { filter: targetFilter(deed, target.filter) }
      : { ids: target.kind === 'one' ? [target.user.id] : target.ids, statuses: statusesOf[deed.name] };
  const preview = useQuery(previewQuery(space.slug, { action: deed.name, role: deed.role, ...of }));
  if (preview.data === undefined) return { scope: undefined, error: preview.error };
  const chosen = target.kind === 'one' ? 1 : target.kind === 'filter' ? target.count : target.ids.length;
  const ids = preview.data.people.filter(({ code }) => code === undefined).map(({ id }) => id);
  return { scope: { ...preview.data, chosen, ids }, error: null };
}

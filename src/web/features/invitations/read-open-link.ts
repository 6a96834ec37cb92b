import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, remove } from '../../api/http';
import { spacePath } from '../../api/session';
import type { OpenLinkAnswer } from '../../api/types';

export type OpenLink = NonNullable<OpenLinkAnswer['openLink']>;
export type LinkSettings = Pick<OpenLink, 'endsOn' | 'claimLimit' | 'emailDomains'>;

export const openLinkQuery = (slug: string) =>
  queryOptions({
    queryKey: ['space', slug, 'open-link'],
    queryFn: ({ signal }) => get<OpenLinkAnswer>(spacePath(slug, '/open-link'), undefined, signal),
  });

type LinkDeed = { deed: 'make' | 'change'; settings: LinkSettings } | { deed: 'off' };

/** Makes, changes and switches off the open link. */
export function useOpenLink(slug: string) {
  const client = useQueryClient();
  const path = spacePath(slug, '/open-link');
  const mutation = useMutation({
    mutationFn: async (wish: LinkDeed): Promise<OpenLinkAnswer> => {
      if (wish.deed === 'make') return post<OpenLinkAnswer>(path, wish.settings);
      if (wish.deed === 'change') return patch<OpenLinkAnswer>(path, wish.settings);
      await remove(path);
      return { openLink: null };
    },
    onSuccess: (answer) => client.setQueryData(openLinkQuery(slug).queryKey, answer),
  });
  return { run: mutation.mutate, busy: mutation.isPending, error: mutation.error };
}

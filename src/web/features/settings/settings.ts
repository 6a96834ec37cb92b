import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, patch } from '../../api/http';

export interface SpaceSettings {
  name: string;
  timeZone: string;
  lowSeatsThreshold: number;
  invitationDays: number;
  reminderDays: number | null;
  platformUrl: string | null;
}

const address = (slug: string) => `/api/v1/spaces/${slug}/settings`;

export const settingsQuery = (slug: string) =>
  queryOptions({ queryKey: ['settings', slug], queryFn: () => get<SpaceSettings>(address(slug)) });

/** Saves what changed; the session carries the space's name and zone, so it is read again. */
export function useSaveSettings(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<SpaceSettings>) => patch<SpaceSettings>(address(slug), changes),
    onSuccess: async (settings) => {
      client.setQueryData(settingsQuery(slug).queryKey, settings);
      await client.invalidateQueries({ queryKey: ['session'] });
    },
  });
}

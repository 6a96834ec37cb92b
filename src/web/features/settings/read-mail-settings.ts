import { queryOptions, useQuery } from '@tanstack/react-query';
import type { GetMailSettingsResponse } from '../../api/generated/types.gen';
import { get } from '../../api/http';
import { spacePath } from '../../api/session';

/** How mail leaves here; the operator alone changes it, with a new start. */
export const mailSettingsQuery = (slug: string) =>
  queryOptions({
    queryKey: ['mail-settings', slug],
    queryFn: ({ signal }) =>
      get<GetMailSettingsResponse>(spacePath(slug, '/mail-settings'), undefined, signal),
    staleTime: 60_000,
  });

/** Whether mail is only kept here, as no mail server is set; false until it is known. */
export const useMailsKept = (slug: string): boolean =>
  useQuery(mailSettingsQuery(slug)).data?.server === null;

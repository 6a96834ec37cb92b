import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { GetMailResponse, ListMailsResponse } from '../../api/generated/types.gen';
import { get } from '../../api/http';
import { spacePath } from '../../api/session';
import type { OutboxFilter } from './outbox-filter';

export type MailList = ListMailsResponse;
export type MailItem = MailList['items'][number];
export type Mail = GetMailResponse;

/** The list, page by page. A change in the space reads what is shown again. */
export const mailsQuery = (slug: string, filter: OutboxFilter) =>
  infiniteQueryOptions({
    queryKey: ['space', slug, 'mails', filter],
    queryFn: ({ pageParam, signal }) =>
      get<MailList>(spacePath(slug, '/mails'), { ...filter, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });

export const mailQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ['space', slug, 'mail', id],
    queryFn: ({ signal }) => get<Mail>(spacePath(slug, `/mails/${id}`), undefined, signal),
  });

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { GetMailResponse, ListMailsResponse } from '../../api/generated/types.gen';
import { get } from '../../api/http';
import { pages } from '../../api/pages';
import { spacePath } from '../../api/session';
import type { OutboxFilter } from './outbox-filter';

export type MailList = ListMailsResponse;
export type MailItem = MailList['items'][number];
export type Mail = GetMailResponse;

/** The list, page by page. A change in the space reads what is shown again. */
export const mailsQuery = (slug: string, filter: OutboxFilter) =>
  infiniteQueryOptions({
    ...pages<MailList>(['space', slug, 'mails', filter], spacePath(slug, '/mails'), {
      ...filter,
      limit: 100,
    }),
    placeholderData: (before) => before,
  });

export const mailQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ['space', slug, 'mail', id],
    queryFn: ({ signal }) => get<Mail>(spacePath(slug, `/mails/${id}`), undefined, signal),
  });

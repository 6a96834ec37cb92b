import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, put } from '../../api/http';
import { spacePath } from '../../api/session';
import type { Billing } from '../../api/seat-types';

const address = (slug: string) => spacePath(slug, '/billing');

export const billingQuery = (slug: string) =>
  queryOptions({
    queryKey: ['space', slug, 'billing'],
    queryFn: ({ signal }) => get<Billing>(address(slug), undefined, signal),
  });

/** Saves what changed. Invoices already issued stay as they are. */
export function useSaveBilling(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<Billing>) => put<Billing>(address(slug), changes),
    onSuccess: (billing) => client.setQueryData(billingQuery(slug).queryKey, billing),
  });
}

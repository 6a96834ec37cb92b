import { Alert } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { day } from '../../ui/dates';
import { inWords, money, plural } from '../../ui/words';
import { invoicesQuery } from './read-seats';

const mostNamed = 3;

/** Late invoices, above everything else: they are not to be found by chance. */
export function Overdue({ space }: { space: SpaceContext }) {
  const invoices = useInfiniteQuery(invoicesQuery(space.slug));
  const late = invoices.data?.pages
    .flatMap(({ items }) => items)
    .filter(({ status }) => status === 'overdue');
  if (late === undefined || late.length === 0) return null;
  const named = late
    .slice(0, mostNamed)
    .map(
      ({ number, total, currency, dueOn }) =>
        `${number} for ${money(total, currency)}, due ${day(dueOn, 'UTC')}`,
    );
  const rest = late.length - mostNamed;
  return (
    <Alert color="red" title={`${plural(late.length, 'invoice')} overdue`}>
      {inWords(rest > 0 ? [...named, `${String(rest)} more`] : named)}. It is marked as paid once the payment
      is in.
    </Alert>
  );
}

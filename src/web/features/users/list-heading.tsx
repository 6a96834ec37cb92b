import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import type { Seats } from '../../api/types';
import { count, inWords, plural } from '../../ui/words';
import classes from './list-heading.module.css';
import { lookupQuery, seatsQuery } from './read-users';
import { isFiltered, pastedList, type UsersFilter, type UsersSearch } from './users-filter';
import { headingWords } from './users-words';

interface Props {
  space: SpaceContext;
  seats: Seats;
  filter: UsersFilter;
  change: (part: Partial<UsersSearch>) => void;
  onResendAll: () => void;
}

/** The list's own count in words, with what stands behind it and the way on. */
export function ListHeading({ space, seats, filter, change, onResendAll }: Props) {
  const never = filter.lastActivity === 'never' || filter.status === 'invited';
  const pasted = pastedList(filter.q);
  return (
    <div className={classes.heading}>
      <Title order={2} className="tabular" aria-live="polite">
        {headingWords(filter, seats.matching)}
        {never && seats.matching > 0 && <NeverMore space={space} filter={filter} change={change} />}
      </Title>
      {never && seats.matching > 0 && (
        <Button variant="light" size="compact-sm" onClick={onResendAll}>
          {seats.matching === 1 ? 'Resend' : `Resend to all ${count(seats.matching)}`}
        </Button>
      )}
      {!isFiltered(filter) && seats.deactivated > 0 && (
        <Text c="dimmed">
          {plural(seats.deactivated, 'deactivated user')} hidden ·{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => change({ lastActivity: 'deactivated' })}>
            Show
          </Button>
        </Text>
      )}
      {pasted !== undefined && <Found space={space} parts={pasted} />}
    </div>
  );
}

/** How many links have expired and how many addresses were refused, each a way to those. */
function NeverMore({ space, filter, change }: Pick<Props, 'space' | 'filter' | 'change'>) {
  const expired = useQuery(seatsQuery(space.slug, { ...filter, invitation: 'expired' })).data?.matching ?? 0;
  const refused = useQuery(seatsQuery(space.slug, { ...filter, invitation: 'refused' })).data?.matching ?? 0;
  if (filter.invitation !== undefined) return null;
  return (
    <>
      {expired > 0 && (
        <>
          {' · '}
          <button type="button" className={classes.part} onClick={() => change({ invitation: 'expired' })}>
            {plural(expired, 'link')} expired
          </button>
        </>
      )}
      {refused > 0 && (
        <>
          {' · '}
          <button type="button" className={classes.part} onClick={() => change({ invitation: 'refused' })}>
            {plural(refused, 'address', 'addresses')} refused
          </button>
        </>
      )}
    </>
  );
}

const mostNamed = 5;

/** Of a pasted list: how many are here, and who is missing. */
function Found({ space, parts }: { space: SpaceContext; parts: string[] }) {
  const lookup = useQuery(lookupQuery(space.slug, parts)).data;
  if (lookup === undefined) return null;
  const { found, missing } = lookup;
  const rest = missing.length - mostNamed;
  const named = missing.slice(0, mostNamed);
  const words = inWords(rest > 0 ? [...named, `${count(rest)} more`] : named);
  return (
    <Text c="dimmed" className={classes.found} title={missing.join('\n')}>
      {count(found.length)} of {count(found.length + missing.length)} found
      {missing.length > 0 && `; missing: ${words}`}
    </Text>
  );
}

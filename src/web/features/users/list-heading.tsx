import { Anchor, Button, CopyButton, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { SpaceContext } from '../../api/session';
import type { Seats, UserList } from '../../api/types';
import { count, inWords, plural } from '../../ui/words';
import classes from './list-heading.module.css';
import { exclusionsQuery, lookupQuery } from './read-users';
import { isFiltered, kindOf, pastedList, type UsersFilter, type UsersSearch } from './users-filter';
import { headingWords } from './users-words';

type Unclaimed = NonNullable<UserList['unclaimed']>;

interface Props {
  space: SpaceContext;
  seats: Seats;
  filter: UsersFilter;
  unclaimed: Unclaimed | undefined;
  change: (part: Partial<UsersSearch>) => void;
  onResendAll: () => void;
}

/** The list's own count in words, with what stands behind it and the way on. */
export function ListHeading({ space, seats, filter, unclaimed, change, onResendAll }: Props) {
  const never = filter.lastActivity === 'never' || filter.status === 'invited';
  const pasted = pastedList(filter.q);
  return (
    <div className={classes.heading}>
      <Title order={2} className="tabular" aria-live="polite">
        {headingWords(filter, seats.matching)}
        {unclaimed !== undefined && filter.invitation === undefined && (
          <NeverMore unclaimed={unclaimed} change={change} />
        )}
      </Title>
      {never && seats.matching > 0 && (
        <Button variant="light" size="compact-sm" onClick={onResendAll}>
          {seats.matching === 1 ? 'Resend' : `Resend to all ${count(seats.matching)}`}
        </Button>
      )}
      {!isFiltered(filter) && seats.deactivated > 0 && (
        <Text c="dimmed">
          {plural(seats.deactivated, 'deactivated user')} hidden ·{' '}
          <Button
            variant="subtle"
            size="compact-sm"
            px={4}
            onClick={() => change({ lastActivity: 'deactivated' })}
          >
            Show
          </Button>
        </Text>
      )}
      {kindOf(filter) === 'deactivated' && <Excluded space={space} change={change} />}
      {pasted !== undefined && <Found space={space} parts={pasted} />}
    </div>
  );
}

/** How many links have expired and how many addresses were refused, each a way to those. */
function NeverMore({ unclaimed, change }: { unclaimed: Unclaimed; change: Props['change'] }) {
  const { expired, refused } = unclaimed;
  const parts = [
    { key: 'expired', n: expired, words: `${plural(expired, 'link')} expired` },
    { key: 'refused', n: refused, words: `${plural(refused, 'address', 'addresses')} refused` },
  ].filter(({ n }) => n > 0);
  return parts.map(({ key, words }) => (
    <Fragment key={key}>
      {' · '}
      <Anchor component="button" type="button" inherit onClick={() => change({ invitation: key })}>
        {words}
      </Anchor>
    </Fragment>
  ));
}

/** How many deleted people are kept out, beside the deactivated. */
function Excluded({ space, change }: Pick<Props, 'space' | 'change'>) {
  const total = useInfiniteQuery(exclusionsQuery(space.slug)).data?.pages[0]?.total ?? 0;
  if (total === 0) return null;
  return (
    <Text c="dimmed">
      {plural(total, 'deleted person', 'deleted people')} kept out ·{' '}
      <Button variant="subtle" size="compact-sm" px={4} onClick={() => change({ open: 'exclusions' })}>
        Show
      </Button>
    </Text>
  );
}

const mostNamed = 5;

/** Of a pasted list: how many are here, and who is missing. */
function Found({ space, parts }: { space: SpaceContext; parts: string[] }) {
  const lookup = useQuery(lookupQuery(space.slug, parts)).data;
  if (lookup === undefined) return null;
  const { found, missing } = lookup;
  const off = found.filter(({ status }) => status === 'deactivated').length;
  const rest = missing.length - mostNamed;
  const named = missing.slice(0, mostNamed);
  const words = inWords(rest > 0 ? [...named, `${count(rest)} more`] : named);
  return (
    <Text c="dimmed" className={classes.found} title={missing.join('\n')}>
      {count(found.length)} of {count(found.length + missing.length)} found
      {off > 0 && `, ${count(off)} of them deactivated`}
      {missing.length > 0 && `; missing: ${words}`}
      {missing.length > 0 && (
        <CopyButton value={missing.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="subtle" size="compact-sm" px={4} ml={8} onClick={copy}>
              {copied ? 'Copied' : 'Copy missing'}
            </Button>
          )}
        </CopyButton>
      )}
    </Text>
  );
}

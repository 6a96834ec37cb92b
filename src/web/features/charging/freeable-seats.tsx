import { Text } from '@mantine/core';
import { TextLink } from '../../ui/link';
import { count } from '../../ui/words';
import classes from './charging.module.css';
import type { FreeableGroup, Preview } from './read-charging';

const some = ({ count: n, orMore }: { count: number; orMore: boolean }): string =>
  `${orMore ? 'over ' : ''}${count(n)}`;

const words: Record<FreeableGroup['group'], (n: string, one: boolean) => string> = {
  expired14d: (n, one) => `${n} ${one ? 'link' : 'links'} expired over 14 days ago`,
  refused: (n, one) => `${n} ${one ? 'address' : 'addresses'} refused by the mail server`,
  never60d: (n) => `${n} invited over 60 days ago, never logged in`,
  inactive90d: (n) => `${n} active, but not in the last 90 days`,
};

/** Seats that could be had back instead of bought; each group opens as a filtered list. */
export function FreeableSeats({ slug, freeable }: { slug: string; freeable: Preview['freeable'] }) {
  if (freeable.groups.length === 0) return null;
  const all = { count: freeable.seats, orMore: freeable.orMore };
  return (
    <details className={classes.freeable}>
      <summary>
        {some(all)} {freeable.seats === 1 ? 'seat' : 'seats'} could be freed instead
      </summary>
      <FreeableGroups slug={slug} groups={freeable.groups} />
      <Text size="xs" c="dimmed" mt={8}>
        Somebody may stand in more than one group. Deleting or deactivating them frees their seat.
      </Text>
    </details>
  );
}

/** The groups, each a link to the list of those it counts. */
export function FreeableGroups({ slug, groups }: { slug: string; groups: FreeableGroup[] }) {
  return (
    <ul className={classes.groups}>
      {groups.map((group) => (
        <li key={group.group}>
          <TextLink to="/s/$slug/users" params={{ slug }} search={group.filter}>
            {words[group.group](some(group), group.count === 1 && !group.orMore)}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

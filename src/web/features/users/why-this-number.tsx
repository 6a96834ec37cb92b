import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { TextLink } from '../../ui/link';
import { When } from '../../ui/when';
import { count } from '../../ui/words';
import { isFiltered } from './users-filter';
import { changeOf, ledgerQuery } from './read-ledger';
import type { Why } from './why-button';
import classes from './why.module.css';

/** The sum in one line, and the last movements of the ledger that led there. */
export function WhyThisNumber({ why }: { why: Why }) {
  const { space } = why;
  const ledger = useQuery(ledgerQuery(space.slug));
  const lines = arithmetic(why);
  const filtered = isFiltered(why.filter) && why.card !== 'available';
  const rows = (ledger.data?.items ?? []).filter((row) => changeOf(why.card, row) !== 0).slice(0, 5);
  return (
    <Stack gap="xs">
      <table className={classes.sum}>
        <tbody>
          {lines.map(({ words, value, result }) => (
            <tr key={words} data-result={result}>
              <th scope="row">{words}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {filtered && <Text size="xs">Counted within the filter that is on.</Text>}
      <Text size="xs" fw={600}>
        {filtered ? 'What last moved it, for the whole space' : 'What last moved it'}
      </Text>
      {ledger.isPending && <Skeleton h={96} />}
      {ledger.isError && <Text size="xs">The ledger could not be read.</Text>}
      {ledger.data !== undefined && rows.length === 0 && <Text size="xs">None lately.</Text>}
      <ul className={classes.rows}>
        {rows.map((row) => (
          <li key={row.number}>
            <span className={classes.delta}>{signed(changeOf(why.card, row))}</span>
            <span className={classes.what} title={row.summary}>
              {row.summary}
            </span>
            <When at={row.at} timeZone={space.timeZone} />
          </li>
        ))}
      </ul>
      <TextLink to="/s/$slug/seats" params={{ slug: space.slug }} size="xs">
        The whole ledger
      </TextLink>
    </Stack>
  );
}

const signed = (n: number): string => (n < 0 ? `− ${count(-n)}` : `+ ${count(n)}`);

interface Line {
  words: string;
  value: string;
  result?: boolean;
}

function arithmetic({ card, seats, filter }: Why): Line[] {
  const taken = seats.total - seats.available;
  const claimed: Line[] = [
    { words: 'Invited Users', value: count(seats.invited) },
    { words: 'Active Users', value: `− ${count(seats.active)}` },
    { words: 'Unclaimed Invites', value: `= ${count(seats.unclaimed)}`, result: true },
  ];
  switch (card) {
    case 'total':
      return isFiltered(filter)
        ? [
            { words: 'Unclaimed Invites', value: count(seats.unclaimed) },
            { words: 'Active Users', value: `+ ${count(seats.active)}` },
            { words: 'Invited Users', value: `= ${count(seats.invited)}`, result: true },
          ]
        : [
            { words: 'Available Seats', value: count(seats.available) },
            { words: 'Invited Users', value: `+ ${count(seats.invited)}` },
            { words: 'Total Seats', value: `= ${count(seats.total)}`, result: true },
          ];
    case 'available':
      return [
        { words: 'Total Seats', value: count(seats.total) },
        { words: 'Seats held by users', value: `− ${count(taken)}` },
        { words: 'Available Seats', value: `= ${count(seats.available)}`, result: true },
      ];
    case 'unclaimed':
      return claimed;
    case 'active':
      return [
        { words: 'Invited Users', value: count(seats.invited) },
        { words: 'Unclaimed Invites', value: `− ${count(seats.unclaimed)}` },
        { words: 'Active Users', value: `= ${count(seats.active)}`, result: true },
      ];
  }
}

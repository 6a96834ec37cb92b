import { Button, Skeleton, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import type { LedgerEntry, LedgerPage } from '../../api/seat-types';
import { day, exactTime } from '../../ui/dates';
import { Empty } from '../../ui/empty';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';
import { count } from '../../ui/words';
import { ledgerQuery } from './read-seats';
import { More, Rows, RowsSkeleton, type Column } from '../../ui/rows';
import classes from './seats.module.css';

interface Props {
  space: SpaceContext;
  /** The day until whose end it is shown; undefined: now. */
  at: string | undefined;
  onAt: (at: string | undefined) => void;
}

/** Every movement of the seats, and the balance at the end of any day. */
export function Ledger({ space, at, onAt }: Props) {
  const list = useInfiniteQuery(ledgerQuery(space.slug, at));
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: space.timeZone }).format(new Date());
  return (
    <section className={`${classes.section ?? ''} ${classes.printed ?? ''}`} aria-label="Seat ledger">
      <div className={classes.head}>
        <Balance space={space} at={at} balance={list.data?.pages[0]?.balance} />
        <div className={`${classes.head ?? ''} no-print`}>
          <TextInput
            type="date"
            label="Until the end of"
            classNames={{ root: classes.beside, label: classes.besideLabel }}
            max={today}
            value={at ?? ''}
            onChange={(event) => onAt(event.currentTarget.value || undefined)}
          />
          <Button variant="default" disabled={at === undefined} onClick={() => onAt(undefined)}>
            Now
          </Button>
        </div>
      </div>
      {list.isError && rows === undefined && (
        <Trouble what="The ledger" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <RowsSkeleton rows={8} />}
      {rows?.length === 0 && (
        <Empty
          title="No movements until then"
          action={
            <Button variant="default" onClick={() => onAt(undefined)}>
              Show all
            </Button>
          }
        >
          The space was made later.
        </Empty>
      )}
      {rows !== undefined && rows.length > 0 && <Movements space={space} rows={rows} />}
      <More list={list} />
    </section>
  );
}

function Balance({
  space,
  at,
  balance,
}: Pick<Props, 'space' | 'at'> & { balance: LedgerPage['balance'] | undefined }) {
  if (balance === undefined) return <Skeleton h={24} w={360} maw="100%" />;
  const figures: [string, number][] = [
    ['seats', balance.total],
    ['held', balance.taken],
    ['available', balance.available],
    ['waiting', balance.waiting],
  ];
  return (
    <div role="status">
      <Text c="dimmed" size="xs">
        {at === undefined ? 'Now' : `At the end of ${day(`${at}T12:00:00Z`, 'UTC')}`}, {space.timeZone}
      </Text>
      <dl className={classes.figures}>
        {figures.map(([words, n]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>{count(n)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Movements({ space: { timeZone }, rows }: { space: SpaceContext; rows: LedgerEntry[] }) {
  const columns: Column<LedgerEntry>[] = [
    {
      head: 'When',
      cell: ({ at }) => (
        <time dateTime={at} title={exactTime(at, timeZone)}>
          {shortTime(at, timeZone)}
        </time>
      ),
    },
    {
      head: 'What',
      wide: true,
      cell: ({ summary }) => (
        <span className="cut" title={summary}>
          {summary}
        </span>
      ),
    },
    {
      head: 'By',
      cell: ({ actor }) => (
        <span className="cut" title={actor.name}>
          {actor.name}
        </span>
      ),
    },
    { head: 'Seats', figure: true, cell: ({ total }) => count(total) },
    { head: 'Held', figure: true, cell: ({ taken }) => count(taken) },
    { head: 'Available', figure: true, cell: ({ available }) => count(available) },
    { head: 'Waiting', figure: true, cell: ({ waiting }) => count(waiting) },
  ];
  return (
    <Rows
      label="Movements"
      rows={rows}
      rowKey={({ number }) => String(number)}
      columns={columns}
      phone={({ summary, at, actor, total, taken }) => [
        summary,
        `${count(taken)} of ${count(total)} held`,
        `By ${actor.name}`,
        <When key="when" at={at} timeZone={timeZone} />,
      ]}
    />
  );
}

/** To the minute; the zone is said above. */
const shortTime = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(at),
  );

import { Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { TextLink } from '../../ui/link';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';
import { count } from '../../ui/words';
import { More, Rows, RowsSkeleton, type Column } from '../../ui/rows';
import { type Run, runsQuery } from './read-sync';
import { cameToNothing, runName, stateOf } from './sync-words';
import { State } from './state';
import classes from './sync.module.css';

/** Every run, newest first, with its counts; its name opens it. */
export function Runs({ space }: { space: SpaceContext }) {
  const list = useInfiniteQuery(runsQuery(space.slug));
  const rows = list.data?.pages.flatMap(({ items }) => items);
  if (list.isError && rows === undefined)
    return <Trouble what="The runs" error={list.error} onRetry={() => void list.refetch()} />;
  if (rows?.length === 0) return null;
  const name = (run: Run) => (
    <span className="cut" title={run.headline}>
      <TextLink to="/s/$slug/sync" params={{ slug: space.slug }} search={{ run: run.id }}>
        {runName(run, space.timeZone).name}
      </TextLink>
      {runName(run, space.timeZone).from !== '' && (
        <span className={classes.quiet}> · {runName(run, space.timeZone).from}</span>
      )}
    </span>
  );
  const nameAndWhy = (run: Run) => (
    <>
      {name(run)}
      {cameToNothing(run) && (
        <span className={`cut ${classes.address ?? ''}`} title={run.headline}>
          {run.headline}
        </span>
      )}
    </>
  );
  const state = (run: Run) => <State {...stateOf(run)} />;
  const when = (run: Run) => <When at={run.createdAt} timeZone={space.timeZone} />;
  const figure = (head: string, of: (counts: Run['counts']) => number | undefined): Column<Run> => ({
    head,
    figure: true,
    cell: (run) => {
      if (cameToNothing(run)) return <span className={classes.quiet}>–</span>;
      const n = of(run.counts) ?? 0;
      return n === 0 ? <span className={classes.quiet}>0</span> : count(n);
    },
  });
  const columns: Column<Run>[] = [
    { head: 'Run', wide: true, cell: nameAndWhy },
    { head: 'State', cell: state },
    figure('Join', ({ joiner }) => joiner),
    figure('Return', ({ returner }) => returner),
    figure('Change', ({ change = 0, link = 0 }) => change + link),
    figure('Leave', ({ leaver }) => leaver),
    figure('Errors', ({ error }) => error),
    { head: 'When', cell: when },
  ];
  return (
    <section className={classes.section} aria-label="Runs">
      <Title order={2}>Runs</Title>
      {rows === undefined ? (
        <RowsSkeleton />
      ) : (
        <Rows
          label="Runs"
          rows={rows}
          rowKey={({ id }) => id}
          columns={columns}
          phone={(run) => [name(run), state(run), run.headline, when(run)]}
        />
      )}
      <More list={list} />
    </section>
  );
}

import { Button, Group, Tabs, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { SpaceContext } from '../../api/session';
import { Empty } from '../../ui/empty';
import { Trouble } from '../../ui/trouble';
import { count } from '../../ui/words';
import { More, Rows, RowsSkeleton, type Column } from '../../ui/rows';
import { peopleQuery, type RunDetail, type RunPerson } from './read-sync';
import type { SyncSearch } from './sync-search';
import { outcomeWords } from './sync-words';
import classes from './sync.module.css';

const PersonHistory = lazy(async () => ({ default: (await import('./person-history')).PersonHistory }));

/** Everybody a run tells of, by outcome, with the reason and the line; a page at a time. */
export function RunPeople({
  space,
  run,
  search,
  change,
}: {
  space: SpaceContext;
  run: RunDetail;
  search: SyncSearch;
  change: (part: { [K in keyof SyncSearch]?: SyncSearch[K] | undefined }) => void;
}) {
  const present = outcomeWords.filter(([outcome]) => (run.counts[outcome] ?? 0) > 0);
  const outcome = present.find(([one]) => one === search.outcome)?.[0] ?? present[0]?.[0];
  const filter = { outcome, q: search.q, department: search.department };
  const list = useInfiniteQuery({
    ...peopleQuery(space.slug, run.id, run.state, filter),
    enabled: outcome !== undefined,
  });
  const [shown, setShown] = useState<RunPerson>();
  const type = useDebouncedCallback((q: string) => change({ q: q.trim() || undefined }), 250);
  if (outcome === undefined) return null;
  const rows = list.data?.pages.flatMap(({ items }) => items);
  const narrowed = search.q !== undefined || search.department !== undefined;
  return (
    <section className={classes.section} aria-label="People">
      <Tabs
        value={outcome}
        onChange={(value) => change({ outcome: value as SyncSearch['outcome'], department: undefined })}
      >
        <Tabs.List mb="md">
          {present.map(([one, words]) => (
            <Tabs.Tab key={one} value={one}>
              {words} <span className="tabular">{count(run.counts[one] ?? 0)}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={outcome}>
          <div className={classes.section}>
            <Group gap={8}>
              <TextInput
                aria-label="Search people of this run"
                placeholder="Name, e-mail or employee id"
                defaultValue={search.q}
                w={{ base: '100%', sm: 320 }}
                onChange={(event) => type(event.currentTarget.value)}
              />
              {search.department !== undefined && (
                <Button variant="default" onClick={() => change({ department: undefined })}>
                  {`${search.department} ×`}
                </Button>
              )}
            </Group>
            {list.isError && rows === undefined && (
              <Trouble what="The people" error={list.error} onRetry={() => void list.refetch()} />
            )}
            {list.isPending && <RowsSkeleton />}
            {rows?.length === 0 && (
              <Empty title={narrowed ? 'Nobody matches' : 'Nobody here'}>
                {narrowed
                  ? 'Search for something else, or clear the search.'
                  : 'The list of this run is empty.'}
              </Empty>
            )}
            {rows !== undefined && rows.length > 0 && (
              <Rows
                label="People of this run"
                rows={rows}
                rowKey={(row) =>
                  `${row.userId ?? ''} ${row.employeeId ?? ''} ${String(row.line)} ${row.email} ${row.reason}`
                }
                columns={columnsFor(rows, setShown)}
                phone={(row) => [
                  <PersonCell key="n" row={row} onOpen={setShown} />,
                  row.line === null ? '' : `Line ${count(row.line)}`,
                  <span key="w" title={why(row)}>
                    {row.waits && <Waits />}
                    {row.department === '' ? '' : `${row.department} · `}
                    {why(row)}
                  </span>,
                  row.done ?? '',
                ]}
              />
            )}
            <More list={list} words="Show more" />
          </div>
        </Tabs.Panel>
      </Tabs>
      <Suspense fallback={null}>
        {shown !== undefined && (
          <PersonHistory space={space} person={shown} onClose={() => setShown(undefined)} />
        )}
      </Suspense>
    </section>
  );
}

function PersonName({ row, onOpen }: { row: RunPerson; onOpen: (row: RunPerson) => void }) {
  const name =
    [row.firstName, row.lastName].filter(Boolean).join(' ') || row.email || row.employeeId || 'Unnamed';
  if (row.userId === null && row.employeeId === null) return <span title={name}>{name}</span>;
  return (
    <button type="button" className={classes.name} title={row.email || name} onClick={() => onOpen(row)}>
      {name}
    </button>
  );
}

/** The name, and the address that mail goes to below it. */
function PersonCell({ row, onOpen }: { row: RunPerson; onOpen: (row: RunPerson) => void }) {
  const named = row.firstName !== '' || row.lastName !== '';
  return (
    <>
      <PersonName row={row} onOpen={onOpen} />
      {named && row.email !== '' && (
        <span className={classes.address} title={row.email}>
          {row.email}
        </span>
      )}
    </>
  );
}

/** Marks who would find no seat, before the reason. */
const Waits = () => <span className={classes.waits}>Would wait for a seat · </span>;

/** The reason, the column that is wrong, what is changed, and what was set right, in one line. */
function why({ sentence, column, changes, warning }: RunPerson): string {
  const changed = changes.map(({ name, from, to }) => `${name}: ${from ?? '–'} → ${to ?? '–'}`);
  const where = column === null ? [] : [`column ${column}`];
  return [sentence, ...where, ...changed, ...(warning === null ? [] : [warning])].join(' · ');
}

/** Who is absent has no line, and before it is applied nothing is done: what is empty throughout is left out. */
const columnsFor = (rows: RunPerson[], onOpen: (row: RunPerson) => void): Column<RunPerson>[] => [
  { head: 'Person', cell: (row) => <PersonCell row={row} onOpen={onOpen} /> },
  {
    head: 'Employee id',
    cell: ({ employeeId }) => (
      <div className="cut" title={employeeId ?? undefined}>
        {employeeId ?? '–'}
      </div>
    ),
  },
  ...(rows.some(({ department }) => department !== '')
    ? [
        {
          head: 'Department',
          cell: ({ department }: RunPerson) => (
            <div className="cut" title={department}>
              {department || '–'}
            </div>
          ),
        },
      ]
    : []),
  {
    head: 'Why',
    wide: true,
    cell: (row) => (
      <Text className="cut" title={why(row)}>
        {row.waits && <Waits />}
        {why(row)}
      </Text>
    ),
  },
  ...(rows.some(({ line }) => line !== null)
    ? [{ head: 'Line', figure: true, cell: ({ line }: RunPerson) => (line === null ? '–' : count(line)) }]
    : []),
  ...(rows.some(({ result }) => result !== null)
    ? [{ head: 'Done', cell: ({ done }: RunPerson) => <div className={classes.became}>{done ?? '–'}</div> }]
    : []),
];

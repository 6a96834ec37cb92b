import { Button, Text } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useSpace } from '../../api/session';
import type { User } from '../../api/types';
import { Page } from '../../ui/page';
import { Trouble } from '../../ui/trouble';
import type { Deed, DeedOnOne, Target } from './deeds';
import { FilterBar } from './filter-bar';
import { FilterPills } from './filter-pills';
import { ListHeading } from './list-heading';
import { CardsSkeleton, NobodyYet, NoMatch, RowsSkeleton } from './list-states';
import { Overlays } from './overlays';
import { usersQuery } from './read-users';
import { SeatCards } from './seat-cards';
import { useQuickDeeds } from './use-quick-deeds';
import { useClearOnEscape } from './use-clear-on-escape';
import { useSelection } from './use-selection';
import { useUsersSearch } from './use-users-search';
import { isFiltered, kindOf, listOf } from './users-filter';
import classes from './users-screen.module.css';
import { UsersTable } from './users-table';
import { shown } from './users-words';

const SelectionBar = lazy(async () => ({ default: (await import('./selection-bar')).SelectionBar }));

const AbsentAdmins = lazy(async () => ({ default: (await import('./absent-admins')).AbsentAdmins }));
const RunningWork = lazy(async () => ({ default: (await import('./running-work')).RunningWork }));

export interface Asked {
  deed: Deed;
  target: Target;
}

/** The Users page: four cards and the list, from one snapshot; the address holds the view. */
export function UsersScreen() {
  const space = useSpace();
  const { search, change } = useUsersSearch();
  const { filter, sort } = useMemo(() => listOf(search), [search]);
  const kind = kindOf(filter);
  const list = useInfiniteQuery(usersQuery(space.slug, filter, sort));
  const users = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const first = list.data?.pages[0];
  const seats = first?.seats;
  const selection = useSelection(search.chosen, change);
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const searchBox = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState<Asked>();
  const [editing, setEditing] = useState<User>();
  const [keyList, setKeyList] = useState(false);
  const quick = useQuickDeeds(space);

  useClearOnEscape(selection);
  useHotkeys([
    ['/', () => searchBox.current?.focus()],
    ['shift+?', () => setKeyList(true)],
    ['?', () => setKeyList(true)],
  ]);

  const open = useCallback((user: User) => change({ user: user.id }), [change]);
  const onDeed = useCallback(
    (wish: DeedOnOne) => {
      const { user } = wish;
      if (wish.name === 'edit') setEditing(user);
      else if (wish.name === 'resend' || wish.name === 'set_role') quick(wish, user);
      else setAsked({ deed: { name: wish.name }, target: { kind: 'one', user } });
    },
    [quick],
  );
  const { fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const clear = () => change({ ...Object.fromEntries(Object.keys(filter).map((key) => [key, ''])) });
  const matching = seats?.matching ?? users.length;
  const alone = first !== undefined && !isFiltered(first.filter) && matching <= 1 && seats?.deactivated === 0;

  return (
    <Page title="Users" action={<Button onClick={() => change({ open: 'invite' })}>Invite users</Button>}>
      <Suspense fallback={null}>
        <AbsentAdmins
          space={space}
          onDeed={(name, user) => setAsked({ deed: { name }, target: { kind: 'one', user } })}
        />
        <RunningWork space={space} />
      </Suspense>
      {seats === undefined || first === undefined ? (
        !list.isError && <CardsSkeleton />
      ) : (
        <SeatCards
          space={space}
          seats={seats}
          filter={first.filter}
          onManage={() => change({ open: 'add-seats' })}
        />
      )}
      <FilterBar space={space} search={search} sort={sort} change={change} searchRef={searchBox} />
      <FilterPills search={search} change={change} onClear={clear} />
      {list.isError && users.length === 0 && (
        <Trouble what="The list" error={list.error} onRetry={() => void list.refetch()} />
      )}
      <section className={classes.list} aria-label="List">
        {list.isPending && <RowsSkeleton />}
        {seats !== undefined && first !== undefined && (
          <ListHeading
            space={space}
            seats={seats}
            filter={first.filter}
            unclaimed={first.unclaimed}
            change={change}
            onResendAll={() =>
              setAsked({
                deed: { name: 'resend' },
                target: { kind: 'filter', filter: first.filter, count: matching },
              })
            }
          />
        )}
        {users.length > 0 && (
          <UsersTable
            space={space}
            users={users}
            total={matching}
            kind={first === undefined ? kind : kindOf(first.filter)}
            sort={sort}
            onSort={(next) => change({ sort: next }, true)}
            selection={selection}
            phone={phone}
            hasMore={list.hasNextPage}
            onMore={more}
            onOpen={open}
            onDeed={onDeed}
          />
        )}
        {users.length > 0 && users.length < matching && (
          <Text c="dimmed" size="xs" className="tabular">
            {shown(users.length, matching)}
            <span className="print-only"> · Export gives all of them as CSV</span>
          </Text>
        )}
        {list.isSuccess && users.length === 0 && (
          <NoMatch
            onClear={clear}
            onDeactivated={
              seats !== undefined && seats.deactivated > 0 && !filter.lastActivity && !filter.status
                ? () => change({ lastActivity: 'deactivated' })
                : undefined
            }
          />
        )}
      </section>
      {alone && <NobodyYet />}
      {(selection.all || selection.ids.size > 0) && (
        <Suspense fallback={null}>
          <SelectionBar
            space={space}
            selection={selection}
            loaded={users}
            matching={matching}
            onDeed={(deed) =>
              setAsked({
                deed,
                target: selection.all
                  ? { kind: 'filter', filter, count: matching }
                  : { kind: 'chosen', ids: [...selection.ids] },
              })
            }
          />
        </Suspense>
      )}
      <Overlays
        space={space}
        search={search}
        change={change}
        asked={asked}
        onAsked={setAsked}
        editing={editing}
        onEditing={setEditing}
        keyList={keyList}
        onKeyList={setKeyList}
        onDeed={onDeed}
        onDone={selection.clear}
      />
    </Page>
  );
}

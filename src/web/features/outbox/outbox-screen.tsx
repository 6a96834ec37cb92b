import { Button } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useRef } from 'react';
import { useSpace } from '../../api/session';
import { Empty } from '../../ui/empty';
import { ButtonLink } from '../../ui/link';
import { Page } from '../../ui/page';
import { Trouble } from '../../ui/trouble';
import { MailsKept } from '../settings/mails-kept';
import { useMailsKept } from '../settings/read-mail-settings';
import { MailTable } from './mail-table';
import { filterOf, isFiltered, type OutboxSearch } from './outbox-filter';
import { OutboxFilters } from './outbox-filters';
import { OutboxHeading } from './outbox-heading';
import { OutboxSkeleton } from './outbox-skeleton';
import { mailsQuery } from './read-outbox';

const MailPanel = lazy(async () => ({ default: (await import('./mail-panel')).MailPanel }));
const route = getRouteApi('/s/$slug/outbox');

/** Every e-mail of the space, its state, and what the mail server answered. */
export function OutboxScreen() {
  const space = useSpace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const kept = useMailsKept(space.slug);
  const filter = useMemo(() => filterOf(search), [search]);
  const list = useInfiniteQuery(mailsQuery(space.slug, filter));
  const mails = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const searchBox = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => searchBox.current?.focus()]]);

  const change = useCallback(
    (part: { [K in keyof OutboxSearch]?: string | undefined }, replace = false) =>
      void navigate({
        search: (before) => ({ ...before, ...part }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  const clear = () => change({ q: '', state: '', kind: '', user: '' });
  const { fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const open = useCallback((id: string) => change({ mail: id }), [change]);
  const nothing = list.isSuccess && mails.length === 0;

  return (
    <Page title="Outbox">
      <MailsKept slug={space.slug} />
      <OutboxFilters filter={filter} change={change} searchRef={searchBox} />
      <OutboxHeading
        counts={list.data?.pages[0]?.counts}
        kept={kept}
        filter={filter}
        change={change}
        onClear={clear}
      />
      {list.isPending && <OutboxSkeleton />}
      {list.isError && mails.length === 0 && (
        <Trouble what="The Outbox" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {mails.length > 0 && (
        <MailTable
          mails={mails}
          timeZone={space.timeZone}
          phone={phone}
          hasMore={list.hasNextPage}
          onMore={more}
          onOpen={open}
        />
      )}
      {nothing && isFiltered(filter) && (
        <Empty
          title="No e-mail matches"
          action={
            <Button variant="default" onClick={clear}>
              Clear filters
            </Button>
          }
        >
          The filters that are on leave nothing.
        </Empty>
      )}
      {nothing && !isFiltered(filter) && (
        <Empty
          title="No e-mails yet"
          action={
            <ButtonLink to="/s/$slug/users" params={{ slug: space.slug }} search={{ open: 'invite' }}>
              Invite users
            </ButtonLink>
          }
        >
          {kept
            ? 'Invitations, notices and invoices stand here when they are written.'
            : 'Invitations, notices and invoices stand here when they are sent, with what the mail server answered.'}
        </Empty>
      )}
      {search.mail !== undefined && (
        <Suspense fallback={null}>
          <MailPanel
            key={search.mail}
            space={space}
            id={search.mail}
            onClose={() => change({ mail: '' })}
            onOpen={open}
          />
        </Suspense>
      )}
    </Page>
  );
}

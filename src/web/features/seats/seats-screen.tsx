import { Button, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useSpace } from '../../api/session';
import { Page } from '../../ui/page';
import { Invoices } from './invoices';
import { Ledger } from './ledger';
import { Orders } from './orders';
import { Overdue } from './overdue';
import { Overview } from './overview';
import type { SeatsSearch, SeatTab } from './seats-search';

const AddSeatsDialog = lazy(async () => ({
  default: (await import('../charging/add-seats-dialog')).AddSeatsDialog,
}));

/** The seats of the space: their course, who holds them, what they cost. The address holds the view. */
export function SeatsScreen() {
  const space = useSpace();
  const search = useSearch({ from: '/s/$slug/seats' });
  const navigate = useNavigate();
  const { slug } = space;
  const change = (part: { [K in keyof SeatsSearch]?: SeatsSearch[K] | undefined }) =>
    void navigate({
      to: '/s/$slug/seats',
      params: { slug },
      search: (before) => withoutUnset({ ...before, ...part }),
      replace: part.tab === undefined && part.open === undefined,
    });
  return (
    <Page title="Seats" action={<Button onClick={() => change({ open: 'add-seats' })}>Add seats</Button>}>
      <Overdue space={space} />
      <Tabs
        value={search.tab ?? 'overview'}
        onChange={(tab) => change({ tab: tab === null || tab === 'overview' ? undefined : (tab as SeatTab) })}
        keepMounted={false}
      >
        <Tabs.List mb="lg" className="no-print">
          <Tabs.Tab value="overview">Overview</Tabs.Tab>
          <Tabs.Tab value="ledger">Ledger</Tabs.Tab>
          <Tabs.Tab value="orders">Orders</Tabs.Tab>
          <Tabs.Tab value="invoices">Invoices</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview">
          <Overview space={space} days={search.days} onDays={(days) => change({ days })} />
        </Tabs.Panel>
        <Tabs.Panel value="ledger">
          <Ledger space={space} at={search.at} onAt={(at) => change({ at })} />
        </Tabs.Panel>
        <Tabs.Panel value="orders">
          <Orders space={space} />
        </Tabs.Panel>
        <Tabs.Panel value="invoices">
          <Invoices space={space} />
        </Tabs.Panel>
      </Tabs>
      <Suspense fallback={null}>
        {search.open === 'add-seats' && (
          <AddSeatsDialog
            space={space}
            opened
            onClose={() => change({ open: undefined })}
            onInvite={() =>
              void navigate({ to: '/s/$slug/users', params: { slug }, search: { open: 'invite' } })
            }
          />
        )}
      </Suspense>
    </Page>
  );
}

const withoutUnset = (search: Record<string, unknown>): SeatsSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));

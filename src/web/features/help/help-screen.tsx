import { Skeleton, Tabs, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { isAdmin, useSpace } from '../../api/session';
import { Page } from '../../ui/page';
import { Trouble } from '../../ui/trouble';
import { GuideView } from './guide-view';
import { guideNames, type HelpSearch } from './help-search';
import { guideQuery } from './read-guide';
import classes from './help.module.css';

const route = getRouteApi('/s/$slug/help');
const labels = {
  admins: 'Admins',
  members: 'Members',
  operators: 'Operators',
  integrators: 'Programs',
};

/** The guides of docs/, with a table of contents, searchable, each section with an address of its own. */
export function HelpScreen() {
  const space = useSpace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const admin = isAdmin(space);
  const name = admin ? (search.guide ?? 'admins') : 'members';
  const guide = useQuery(guideQuery(name));
  const change = (part: HelpSearch, replace = false) => void navigate({ search: part, replace });
  return (
    <Page title="Help">
      {admin && (
        <Tabs
          value={name}
          onChange={(value) => change({ guide: guideNames.find((one) => one === value) ?? 'admins' })}
        >
          <Tabs.List aria-label="Guide for">
            {guideNames.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {labels[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      <TextInput
        type="search"
        className={classes.search}
        aria-label="Search this guide"
        placeholder="Search this guide"
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
        value={search.q ?? ''}
        onChange={(event) => change({ guide: name, q: event.currentTarget.value }, true)}
      />
      {guide.isPending && <Skeleton h={320} />}
      {guide.isError && <Trouble what="The guide" error={guide.error} onRetry={() => void guide.refetch()} />}
      {guide.data !== undefined && (
        <GuideView key={name} guide={guide.data} name={name} search={search} withVideo={name === 'admins'} />
      )}
    </Page>
  );
}

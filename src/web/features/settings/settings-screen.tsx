import { Skeleton, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useSpace } from '../../api/session';
import { Page } from '../../ui/page';
import { Trouble } from '../../ui/trouble';
import { ApiKeys } from './api-keys';
import { BillingSettings } from './billing-form';
import { MailSettings } from './mail-settings';
import { Ownership } from './ownership';
import { settingsQuery } from './settings';
import type { SettingsTab } from './settings-search';
import { SpaceForm } from './space-form';

const route = getRouteApi('/s/$slug/settings');

/** What an Admin sets for the whole space. */
export function SettingsScreen() {
  const { slug } = useSpace();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const settings = useQuery(settingsQuery(slug));
  return (
    <Page title="Settings">
      <Tabs
        value={tab ?? 'space'}
        onChange={(value) => void navigate({ search: { tab: value as SettingsTab }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="space">Space</Tabs.Tab>
          <Tabs.Tab value="owner">Owner</Tabs.Tab>
          <Tabs.Tab value="billing">Billing</Tabs.Tab>
          <Tabs.Tab value="mail">Mail</Tabs.Tab>
          <Tabs.Tab value="keys">API keys</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="space">
          {settings.isPending && (
            <Stack gap="md" maw={480}>
              {[1, 2, 3, 4, 5].map((row) => (
                <Skeleton key={row} height={60} />
              ))}
            </Stack>
          )}
          {settings.isError && (
            <Trouble what="The settings" error={settings.error} onRetry={() => void settings.refetch()} />
          )}
          {settings.data && <SpaceForm slug={slug} settings={settings.data} />}
        </Tabs.Panel>
        <Tabs.Panel value="owner">
          <Ownership slug={slug} />
        </Tabs.Panel>
        <Tabs.Panel value="billing">
          <BillingSettings slug={slug} />
        </Tabs.Panel>
        <Tabs.Panel value="mail">
          <MailSettings slug={slug} />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <ApiKeys slug={slug} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

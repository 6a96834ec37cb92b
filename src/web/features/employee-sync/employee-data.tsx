import { DataList, Title } from '@mantine/core';
import type { SpaceContext } from '../../api/session';
import type { UserDetail } from '../../api/types';
import { When } from '../../ui/when';
import { RunsOfPerson } from './runs-of-person';

/** Where a User's record comes from, and what each run had to say of them. */
export function EmployeeData({ space, user }: { space: SpaceContext; user: UserDetail }) {
  const { sourceName, sourceLastSeenAt, keptOutBy } = user;
  return (
    <section aria-label="Employee data">
      <Title order={2} mb={8}>
        Employee data
      </Title>
      <DataList labelWidth={120} gap={8} mb="md">
        <DataList.Item>
          <DataList.ItemLabel>Source</DataList.ItemLabel>
          <DataList.ItemValue>{sourceName ?? 'None any more: by hand'}</DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>Last seen</DataList.ItemLabel>
          <DataList.ItemValue>
            <When at={sourceLastSeenAt} timeZone={space.timeZone} none="Never" />
          </DataList.ItemValue>
        </DataList.Item>
        {keptOutBy !== null && (
          <DataList.Item>
            <DataList.ItemLabel>Kept out</DataList.ItemLabel>
            <DataList.ItemValue>By {keptOutBy}, until that is lifted</DataList.ItemValue>
          </DataList.Item>
        )}
      </DataList>
      <RunsOfPerson space={space} who={{ userId: user.id }} />
    </section>
  );
}

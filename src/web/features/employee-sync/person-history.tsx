import { Drawer, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { Empty } from '../../ui/empty';
import { TextLink } from '../../ui/link';
import { Trouble } from '../../ui/trouble';
import { useFocusBack } from '../../ui/use-focus-back';
import { When } from '../../ui/when';
import { More, RowsSkeleton } from '../../ui/rows';
import { historyQuery, type RunPerson } from './read-sync';

/** What every run had to say of one person, newest first. */
export function PersonHistory({
  space,
  person,
  onClose,
}: {
  space: SpaceContext;
  person: RunPerson;
  onClose: () => void;
}) {
  useFocusBack();
  const { slug, timeZone } = space;
  const who = {
    ...(person.userId !== null && { userId: person.userId }),
    ...(person.employeeId !== null && { employeeId: person.employeeId }),
  };
  const list = useInfiniteQuery(historyQuery(slug, who));
  const items = list.data?.pages.flatMap((page) => page.items);
  const name = `${person.firstName} ${person.lastName}`.trim() || person.email;
  return (
    <Drawer opened onClose={onClose} position="right" title={`${name} across runs`} size={480} padding="lg">
      <Stack>
        {person.userId !== null && (
          <TextLink to="/s/$slug/users" params={{ slug }} search={{ user: person.userId }}>
            Open this User
          </TextLink>
        )}
        {list.isPending && <RowsSkeleton />}
        {list.isError && items === undefined && (
          <Trouble what="The history" error={list.error} onRetry={() => void list.refetch()} />
        )}
        {items?.length === 0 && <Empty title="No run has changed them" />}
        {items?.map((item) => (
          <div key={`${item.runId} ${item.outcome} ${item.reason}`}>
            <Text>
              {item.sentence}
              {item.applied ? '' : ' (not applied)'}
            </Text>
            {item.changes.map(({ field, from, to }) => (
              <Text key={field} size="xs" c="dimmed">
                {`${field.replaceAll('_', ' ')}: ${from ?? '–'} → ${to ?? '–'}`}
              </Text>
            ))}
            <Text size="xs" c="dimmed">
              <When at={item.at} timeZone={timeZone} />
              {' · '}
              <TextLink to="/s/$slug/sync" params={{ slug }} search={{ run: item.runId }} size="xs">
                {item.fileName ?? item.sourceName}
              </TextLink>
              {item.line === null ? '' : ` · line ${String(item.line)}`}
            </Text>
          </div>
        ))}
        <More list={list} />
      </Stack>
    </Drawer>
  );
}

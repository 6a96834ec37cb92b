import { Button, Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { Events } from './events';
import { historyQuery } from './read-users';

/** Everything the audit log holds of one User, a page at a time. */
export function PanelHistory({ space, id }: { space: SpaceContext; id: string }) {
  const history = useInfiniteQuery(historyQuery(space.slug, id));
  if (history.isPending) return <Skeleton h={120} />;
  if (history.isError) return <Text c="dimmed">The history could not be read.</Text>;
  const events = history.data.pages.flatMap(({ items }) => items);
  return (
    <>
      <Events
        items={events.map(({ id: key, at, summary, actor }) => ({
          id: key,
          at,
          words: summary,
          by: actor.kind === 'system' ? undefined : actor.name,
        }))}
        timeZone={space.timeZone}
      />
      {history.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          Show earlier
        </Button>
      )}
    </>
  );
}

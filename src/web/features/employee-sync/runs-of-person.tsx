import { Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { TextLink } from '../../ui/link';
import { More, RowsSkeleton } from '../../ui/rows';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';
import { count } from '../../ui/words';
import { historyQuery, type History } from './read-sync';
import { stateWords } from './sync-words';

/** What every run had to say of one person, newest first, each with its line, its reason and its run. */
export function RunsOfPerson({
  space: { slug, timeZone },
  who,
}: {
  space: SpaceContext;
  who: { userId?: string; employeeId?: string };
}) {
  const list = useInfiniteQuery(historyQuery(slug, who));
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Stack>
      {list.isPending && <RowsSkeleton rows={2} />}
      {list.isError && items === undefined && (
        <Trouble what="The runs" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {items?.length === 0 && <Text c="dimmed">No run has changed them.</Text>}
      {items?.map((item) => (
        <div key={`${item.runId} ${item.outcome} ${item.reason}`}>
          <Text>
            {item.outcomeInWords} · {item.sentence}
            {item.warning === null ? '' : ` · ${item.warning}`}
          </Text>
          {item.changes.map(({ field, name, from, to }) => (
            <Text key={field} size="xs" c="dimmed">
              {`${name}: ${from ?? '–'} → ${to ?? '–'}`}
            </Text>
          ))}
          <Text size="xs" c="dimmed" component="div">
            <When at={item.at} timeZone={timeZone} />
            {' · '}
            <TextLink
              to="/s/$slug/sync"
              params={{ slug }}
              search={{ run: item.runId }}
              size="xs"
              underline="always"
            >
              {item.runKind === 'undo' ? `Undo · ${item.sourceName}` : (item.fileName ?? item.sourceName)}
            </TextLink>
            {item.line === null ? '' : ` · line ${count(item.line)}`}
            {item.column === null ? '' : `, column ${item.column}`}
            {became(item)}
          </Text>
        </div>
      ))}
      <More list={list} />
    </Stack>
  );
}

/** What came of it, where it was not simply applied. */
function became({ applied, result, done, runState }: History['items'][number]): string {
  if (applied) return result === 'scheduled' ? ` · ${done ?? ''}` : '';
  if (result === 'skipped') return ' · settled by other hands before';
  return runState === 'applied' ? '' : ` · ${stateWords[runState].toLowerCase()}, not applied`;
}

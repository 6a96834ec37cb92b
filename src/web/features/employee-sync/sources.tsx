import { Button, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/http';
import { type SpaceContext, spacePath } from '../../api/session';
import { notify, notifyTrouble } from '../../ui/notify';
import { Empty } from '../../ui/empty';
import { TextLink } from '../../ui/link';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';
import { plural } from '../../ui/words';
import { More, RowsSkeleton } from '../../ui/rows';
import { type Source, sourcesQuery } from './read-sync';
import { SourceDelete } from './source-delete';
import { kindWords, sourceProblemOf, sourceStateOf } from './sync-words';
import { State } from './state';
import classes from './sync.module.css';

interface Props {
  space: SpaceContext;
  onUpload: () => void;
  onSetUp: () => void;
  /** Opens the settings of a source. */
  onChange: (id: string) => void;
  onRun: (id: string) => void;
}

/** SCIM is pushed and has no source here: where its token is made. */
function ScimLine({ slug }: { slug: string }) {
  return (
    <Text size="sm" c="dimmed">
      Does your identity provider push people over SCIM? Make its token under{' '}
      <TextLink to="/s/$slug/settings" params={{ slug }} search={{ tab: 'keys' }} inherit underline="always">
        Settings, API keys
      </TextLink>
      .
    </Text>
  );
}

/** Where employee data comes from, and how each source is doing. */
export function Sources({ space, onUpload, onSetUp, onChange, onRun }: Props) {
  const list = useInfiniteQuery(sourcesQuery(space.slug));
  const sources = list.data?.pages.flatMap(({ items }) => items);
  if (list.isError && sources === undefined)
    return <Trouble what="The sources" error={list.error} onRetry={() => void list.refetch()} />;
  if (sources === undefined) return <RowsSkeleton rows={2} />;
  if (sources.length === 0)
    return (
      <>
        <Empty
          title="People come and go by themselves"
          action={
            <>
              <Button onClick={onUpload}>Upload a CSV</Button>
              <Button variant="default" onClick={onSetUp}>
                Set up SFTP, a folder or an HRIS
              </Button>
            </>
          }
        >
          Give Usher the list of who works here. Starters are invited, leavers are deactivated and their seats
          come free. Nothing is applied before you have seen it: the first file is only compared.
        </Empty>
        <ScimLine slug={space.slug} />
      </>
    );
  return (
    <section className={classes.section} aria-label="Sources">
      <Title order={2}>Sources</Title>
      {!sources.some(({ kind }) => kind === 'csv') && (
        <div>
          <Button variant="default" onClick={onUpload}>
            Upload a CSV
          </Button>
        </div>
      )}
      {sources.map((source) => (
        <SourceRow
          key={source.id}
          space={space}
          source={source}
          onUpload={onUpload}
          onChange={onChange}
          onRun={onRun}
        />
      ))}
      <More list={list} words="Show more" />
      <ScimLine slug={space.slug} />
    </section>
  );
}

function SourceRow({
  space,
  source,
  onUpload,
  onChange,
  onRun,
}: Omit<Props, 'onSetUp'> & { source: Source }) {
  const { slug, timeZone } = space;
  const client = useQueryClient();
  const path = (verb: string) => spacePath(slug, `/sync-sources/${source.id}/${verb}`);
  const read = () => client.invalidateQueries({ queryKey: ['space', slug] });
  const paused = source.state === 'paused';
  const pause = useMutation({
    mutationFn: () => post(path(paused ? 'resume' : 'pause'), paused ? undefined : {}),
    onSuccess: () => notify(paused ? `${source.name} goes on.` : `${source.name} is paused.`),
    onError: (error) => notifyTrouble(`${source.name} is as it was`, error),
    onSettled: read,
  });
  const run = useMutation({
    mutationFn: () => post<{ runId: string }>(path('run'), {}),
    onSuccess: ({ runId }) => onRun(runId),
    onError: (error) => notifyTrouble('No run was begun', error),
    onSettled: read,
  });
  const waiting = source.waitingRun;
  const problem = sourceProblemOf(source);
  return (
    <div className={classes.source} role="group" aria-label={source.name}>
      <div>
        <Group gap="0 16px">
          <Text fw={600}>{source.name}</Text>
          <State {...sourceStateOf(source)} />
        </Group>
        <Text size="sm" c="dimmed" component="div">
          {kindWords[source.kind]} · {plural(source.people, 'person', 'people')} ·{' '}
          {source.lastGoodAt !== null && 'last good run '}
          <When at={source.lastGoodAt} timeZone={timeZone} none="no good run yet" />
          {source.nextRunAt !== null && (
            <>
              {' · next '}
              <When at={source.nextRunAt} timeZone={timeZone} />
            </>
          )}
          {source.kind === 'folder' && <> · looks into {source.dropFolder}</>}
        </Text>
        {paused && source.pausedReason !== null && <Text size="sm">{source.pausedReason}</Text>}
        {problem !== null && <Text size="sm">{problem}</Text>}
        {source.kind === 'sftp' && source.hostKeyChanged && (
          <TextLink
            to="/s/$slug/sync"
            params={{ slug }}
            search={{ open: 'change', source: source.id }}
            resetScroll={false}
          >
            Look at the new key
          </TextLink>
        )}
        {waiting !== null && (
          <TextLink to="/s/$slug/sync" params={{ slug }} search={{ run: waiting.id }}>
            Look at what waits
          </TextLink>
        )}
      </div>
      <Group gap={8}>
        {source.kind === 'csv' ? (
          <Button variant="default" aria-label="Upload a file" onClick={onUpload}>
            Upload
          </Button>
        ) : (
          <Button variant="default" loading={run.isPending} disabled={paused} onClick={() => run.mutate()}>
            Run now
          </Button>
        )}
        <Button
          variant="default"
          aria-label={`${paused ? 'Resume' : 'Pause'} ${source.name}`}
          loading={pause.isPending}
          onClick={() => pause.mutate()}
        >
          {paused ? 'Resume' : 'Pause'}
        </Button>
        <Button variant="default" aria-label={`Change ${source.name}`} onClick={() => onChange(source.id)}>
          Change
        </Button>
        <SourceDelete slug={slug} source={source} />
      </Group>
    </div>
  );
}

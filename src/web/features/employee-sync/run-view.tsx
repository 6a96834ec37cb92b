import { Alert, Anchor, Group, Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SpaceContext, spacePath } from '../../api/session';
import { TextLink } from '../../ui/link';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';
import { count, plural } from '../../ui/words';
import { useMailsKept } from '../settings/read-mail-settings';
import { isUnderWay, isWaiting, runQuery, type RunDetail } from './read-sync';
import { RunActions } from './run-actions';
import { RunFacts } from './run-facts';
import { RunShortage } from './run-shortage';
import { NextStep } from './next-step';
import { RunPeople } from './run-people';
import type { SyncSearch } from './sync-search';
import { invitationWords, peopleWords, phases, runName, seatWords, stateOf } from './sync-words';
import { State } from './state';
import classes from './sync.module.css';

interface Props {
  space: SpaceContext;
  id: string;
  search: SyncSearch;
  change: (part: { [K in keyof SyncSearch]?: SyncSearch[K] | undefined }) => void;
}

/** One run in full: what it would do or did, why it is held, who approved, and everybody in it. */
export function RunView({ space, id, search, change }: Props) {
  const { data: run, isError, error, refetch } = useQuery(runQuery(space.slug, id));
  const { slug } = space;
  const kept = useMailsKept(slug);
  return (
    <Stack gap="lg">
      <TextLink to="/s/$slug/sync" params={{ slug }} search={{}}>
        ← All runs
      </TextLink>
      {run === undefined && isError && (
        <Trouble what="This run" error={error} onRetry={() => void refetch()} />
      )}
      {run === undefined && !isError && <Skeleton h={240} />}
      {run !== undefined && (
        <>
          <section className={classes.section} aria-label="This run">
            <Group gap="4px 16px">
              <State {...stateOf(run)} />
              <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {Object.values(runName(run, space.timeZone)).filter(Boolean).join(' · ')} ·{' '}
                <When at={run.createdAt} timeZone={space.timeZone} />
              </Text>
            </Group>
            <Title order={2} className={classes.headline}>
              {run.headline}
            </Title>
            {isUnderWay(run) && <RunProgress run={run} />}
            {run.guards.length > 0 && (isWaiting(run) || run.state === 'discarded') && (
              <Alert
                color="yellow"
                title={run.state === 'rehearsed' ? 'This would be held:' : 'What held it'}
              >
                {run.guards.map(({ guard, sentence }) => (
                  <Text key={guard}>{sentence}</Text>
                ))}
              </Alert>
            )}
            {isWaiting(run) && (
              <Text>
                If applied: {peopleWords(run.counts)} {run.seats !== null && seatWords(run.seats)}{' '}
                {invitationWords(run.forecast?.invitations ?? 0, kept)}
              </Text>
            )}
            <RunShortage
              space={space}
              run={run}
              opened={search.open === 'add-seats'}
              onClose={() => change({ open: undefined })}
            />
            <RunActions space={space} run={run} onRun={(next) => change({ run: next, outcome: undefined })} />
            <NextStep slug={slug} run={run} />
            {run.undoesRunId !== null && (
              <TextLink to="/s/$slug/sync" params={{ slug }} search={{ run: run.undoesRunId }}>
                The run that this takes back
              </TextLink>
            )}
            {run.undoneByRunId !== null && (
              <TextLink to="/s/$slug/sync" params={{ slug }} search={{ run: run.undoneByRunId }}>
                The undo of this run
              </TextLink>
            )}
            {run.openUndo !== null && (
              <TextLink to="/s/$slug/sync" params={{ slug }} search={{ run: run.openUndo }}>
                An undo of this run waits for approval
              </TextLink>
            )}
          </section>
          {run.leaversByDepartment.length > 0 && <Leavers run={run} change={change} />}
          {run.warnings.length > 0 && (
            <section className={classes.section} aria-label="Warnings">
              <Title order={2}>Warnings</Title>
              <ul className={classes.plain}>
                {run.warnings.map(({ reason, sentence }) => (
                  <li key={reason + sentence}>{sentence}</li>
                ))}
              </ul>
            </section>
          )}
          <RunPeople space={space} run={run} search={search} change={change} />
          <RunFacts space={space} run={run} />
          <Group className="no-print">
            {run.file?.available && (
              <Anchor href={spacePath(slug, `/sync-runs/${id}/file`)}>Download the source file</Anchor>
            )}
            {run.file?.erased && <Text c="dimmed">Source file erased</Text>}
            {run.plannedAt !== null && (
              <Anchor href={spacePath(slug, `/sync-runs/${id}/report`)}>Download the report (CSV)</Anchor>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}

const phaseWords: Record<RunDetail['phase'], string> = {
  acquire: 'Taking the file in',
  read: 'Reading',
  match: 'Matching people',
  plan: 'Making the plan',
  guard: 'Checking the limits',
  apply: 'Applying',
  report: 'Reporting',
};

function RunProgress({ run }: { run: RunDetail }) {
  const { rowsRead, stepsDone, stepsTotal } = run.progress;
  const applying = run.state === 'applying' && stepsTotal > 0;
  const share = applying ? stepsDone / stepsTotal : phases.indexOf(run.phase) / phases.length;
  return (
    <div role="status">
      <Text mb={8} className="tabular">
        {phaseWords[run.phase]}
        {applying ? ` · ${count(stepsDone)} of ${plural(stepsTotal, 'change')}` : ''}
        {!applying && rowsRead > 0 ? ` · ${plural(rowsRead, 'row')} read` : ''}
      </Text>
      <Progress value={share * 100} aria-label={phaseWords[run.phase]} maw={480} />
    </div>
  );
}

function Leavers({ run, change }: { run: RunDetail; change: Props['change'] }) {
  return (
    <section className={classes.section} aria-label="Leavers by department">
      <Title order={2}>Who would leave, by department</Title>
      <ul className={classes.departments}>
        {run.leaversByDepartment.map(({ department, leaving, of }) => (
          <li key={department}>
            <button
              type="button"
              className={classes.name}
              disabled={department === ''}
              onClick={() => change({ outcome: 'leaver', department })}
            >
              {department || 'No department'}
            </button>
            <span className="tabular">
              {count(leaving)} of {count(of)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ComponentProps } from 'react';
import { newKey, post } from '../../api/http';
import { problemText } from '../../api/problem';
import { type SpaceContext, spacePath } from '../../api/session';
import { FormDialog } from '../../ui/form-dialog';
import { useMailsKept } from '../settings/read-mail-settings';
import { isUnderWay, isWaiting, type RunDetail } from './read-sync';
import { applyWords, contentName, ignoreWords, invitationWords, peopleWords, seatWords } from './sync-words';

type Verb = 'approve' | 'discard' | 'cancel' | 'undo';

/** What a person decides about a run, each with its consequences before it is done. */
export function RunActions({
  space,
  run,
  onRun,
}: {
  space: SpaceContext;
  run: RunDetail;
  onRun: (id: string) => void;
}) {
  const [asked, setAsked] = useState<Verb>();
  const kept = useMailsKept(space.slug);
  const key = useRef(newKey());
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (verb: Verb) =>
      post<RunDetail>(
        spacePath(space.slug, `/sync-runs/${run.id}/${verb}`),
        verb === 'approve' ? { binding: run.binding } : undefined,
        key.current,
      ),
    onSuccess: (answer) => {
      setAsked(undefined);
      if (answer.id !== run.id) onRun(answer.id);
    },
    onSettled: () => {
      key.current = newKey();
      return client.invalidateQueries({ queryKey: ['space', space.slug] });
    },
  });
  const ask = (verb: Verb) => {
    act.reset();
    setAsked(verb);
  };
  return (
    <>
      <Group gap={8}>
        {isWaiting(run) && run.binding !== null && (
          <Button onClick={() => ask('approve')}>{applyWords(run)}</Button>
        )}
        {isWaiting(run) && (
          <Button variant="default" onClick={() => ask('discard')}>
            {ignoreWords(run)}
          </Button>
        )}
        {isUnderWay(run) && run.state !== 'applying' && (
          <Button variant="default" disabled={run.progress.cancelAsked} onClick={() => ask('cancel')}>
            {run.progress.cancelAsked ? 'Being cancelled' : 'Cancel this run'}
          </Button>
        )}
        {run.canUndo && run.openUndo === null && (
          <Button variant="default" onClick={() => ask('undo')}>
            Undo this run
          </Button>
        )}
      </Group>
      {asked !== undefined && (
        <FormDialog
          {...dialogOf(asked, run, kept)}
          busy={act.isPending}
          error={act.error}
          words={(error) => `Nothing was done. ${problemText(error)}`}
          onSubmit={() => act.mutate(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

type Words = Pick<ComponentProps<typeof FormDialog>, 'title' | 'button' | 'leave' | 'children'>;

function dialogOf(verb: Verb, run: RunDetail, kept: boolean): Words {
  const what = contentName(run);
  switch (verb) {
    case 'approve':
      return {
        title: run.kind === 'undo' ? `Take ${what} back?` : `Apply ${what}?`,
        children: (
          <Text>
            {peopleWords(run.counts)} {run.seats !== null && seatWords(run.seats)}{' '}
            {invitationWords(run.forecast?.invitations ?? 0, kept)}{' '}
            {run.kind === 'undo'
              ? 'The source is paused then.'
              : 'It can be undone as long as no later run is applied.'}
          </Text>
        ),
        button: applyWords(run),
      };
    case 'discard':
      return {
        title: run.kind === 'undo' ? 'Drop the undo?' : `Ignore ${what}?`,
        children: <Text>Nobody changes and no seat moves. The run stays in the list as ignored.</Text>,
        button: ignoreWords(run),
      };
    case 'cancel':
      return {
        title: 'Cancel this run?',
        children: <Text>Nothing of it is applied. Nobody changes and no seat moves.</Text>,
        button: 'Cancel this run',
        leave: 'Let it go on',
      };
    case 'undo':
      return {
        title: 'Undo this run?',
        children: (
          <Text>
            It is rehearsed first, and you see who would come back, change back or be deleted, and the seats.
            Nobody changes before you approve. Whoever comes back and had not signed in yet is sent a new
            invitation.
          </Text>
        ),
        button: 'Rehearse the undo',
      };
  }
}

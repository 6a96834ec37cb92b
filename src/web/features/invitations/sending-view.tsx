import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isProblem, problemText, Unreachable } from '../../api/problem';
import type { SpaceContext } from '../../api/session';
import { count, plural } from '../../ui/words';
import { seatsQuery } from '../users/read-users';
import { InviteResult } from './invite-result';
import { forgetSending, resumeSending, type Sending } from './send-invites';
import { Shortage } from './shortage';
import { onSingleClick } from './single-click';

interface Props {
  space: SpaceContext;
  sending: Sending;
  onClose: () => void;
  onAddSeats: (seats: number) => void;
}

/** Invitations on their way: how far, what stopped them, what became of them. */
export function SendingView({ space, sending, onClose, onAddSeats }: Props) {
  const { state, plan, outcomes } = sending;
  const seats = useQuery(seatsQuery(space.slug, {})).data;
  if (state === 'over') return <InviteResult space={space} sending={sending} onClose={onClose} />;
  const total = plan.rows.length + plan.returning.length;
  const done = outcomes.length + (sending.reactivated?.done ?? 0);
  const left = total - done;
  const lost = sending.error instanceof Unreachable;
  if (state === 'stopped' && isProblem(sending.error, 'seats_exhausted') && seats) {
    return (
      <Shortage
        needed={Math.max(left - plan.scheduled, seats.available + 1)}
        available={seats.available}
        sent={done}
        waiting={seats.waiting}
        onAddSeats={(more) => {
          forgetSending(space.slug);
          onAddSeats(more);
        }}
        onLetWait={() => resumeSending(space.slug, 'wait')}
        onBack={() => forgetSending(space.slug)}
      />
    );
  }
  return (
    <Stack gap="md">
      <div>
        <Progress
          value={total === 0 ? 0 : (done / total) * 100}
          animated={state === 'running'}
          aria-label="Invitations"
        />
        <Text mt={8} role="status" className="tabular">
          {count(done)} of {count(total)} invited
          {state === 'running' && '. You can close this: it goes on, and says when it is done.'}
        </Text>
      </div>
      {state === 'stopped' && (
        <Alert
          color={lost ? 'yellow' : 'red'}
          role="alert"
          title={
            lost
              ? 'It is not known whether all were invited'
              : `${plural(left, 'user was', 'users were')} not invited`
          }
        >
          {problemText(sending.error)} {lost ? 'Going on invites nobody twice.' : 'What you typed is kept.'}
        </Alert>
      )}
      <Group justify="flex-end">
        {state === 'stopped' && (
          <Button variant="default" onClick={() => forgetSending(space.slug)}>
            Go back
          </Button>
        )}
        {state === 'stopped' ? (
          <Button onClick={() => resumeSending(space.slug)}>Go on</Button>
        ) : (
          <Button variant="default" onClick={onSingleClick(onClose)}>
            Close
          </Button>
        )}
      </Group>
    </Stack>
  );
}

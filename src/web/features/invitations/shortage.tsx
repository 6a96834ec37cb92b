import { Button, Stack, Text } from '@mantine/core';
import { count, plural } from '../../ui/words';
import classes from './shortage.module.css';
import { seatsToAdd } from './plan-invites';

interface Props {
  needed: number;
  available: number;
  waiting: number;
  /** Of a long list, those who were invited before the seats ran out. */
  sent?: number;
  onAddSeats: (seats: number) => void;
  onLetWait: () => void;
  onBack: () => void;
}

/** Too few seats: how many fit, and the three ways on. What was typed stays, whichever is taken. */
export function Shortage({ needed, available, waiting, sent = 0, onAddSeats, onLetWait, onBack }: Props) {
  const rest = needed - available;
  const add = seatsToAdd(rest);
  return (
    <Stack gap="md">
      <div>
        <Text fw={600} role="alert">
          There {available === 1 ? 'is 1 seat' : `are ${plural(available, 'seat')}`} for{' '}
          {plural(needed, 'user')}
        </Text>
        <Text c="dimmed">
          {available === 0 ? 'Nobody fits' : `${count(available)} fit`}, {count(rest)}{' '}
          {rest === 1 ? 'does' : 'do'} not. {sentWords(sent)} Everything you typed is kept.
        </Text>
      </div>
      <div className={classes.way}>
        <div>
          <Text>Add seats</Text>
          <Text c="dimmed" size="sm">
            {add === rest
              ? `Exactly the ${count(rest)} that are missing.`
              : add > rest
                ? `The fewest that can be added at a time; ${plural(rest, 'is', 'are')} missing.`
                : `The most that can be added at a time; ${count(rest)} are missing.`}{' '}
            The price comes first.
          </Text>
        </div>
        <Button onClick={() => onAddSeats(add)}>Add {count(add)} seats</Button>
      </div>
      <div className={classes.way}>
        <div>
          <Text>{available === 0 ? 'Let all wait' : 'Invite those who fit, let the rest wait'}</Text>
          <Text c="dimmed" size="sm">
            Those who wait are invited by themselves, in order, as seats come free.
            {waiting > 0 && ` ${plural(waiting, 'user')} ${waiting === 1 ? 'waits' : 'wait'} before them.`}
          </Text>
        </div>
        <Button variant="default" onClick={onLetWait}>
          {available === 0
            ? `Let ${count(rest)} wait`
            : `Invite ${count(available)}, let ${count(rest)} wait`}
        </Button>
      </div>
      <div className={classes.way}>
        <div>
          <Text>Go back</Text>
          <Text c="dimmed" size="sm">
            Take somebody off the list, or free a seat first.
          </Text>
        </div>
        <Button variant="default" onClick={onBack}>
          Go back
        </Button>
      </div>
    </Stack>
  );
}

const sentWords = (sent: number): string =>
  sent === 0
    ? 'Nothing has been sent.'
    : `Before the seats ran out, ${plural(sent, 'user was', 'users were')} invited.`;

import {
  Button,
  Checkbox,
  Group,
  Modal,
  Progress,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText } from '../../api/problem';
import type { SpaceContext } from '../../api/session';
import type { Seats } from '../../api/types';
import { count } from '../../ui/words';
import { deedButton, deedMeaning, deedTitle, seatsMeaning } from './deed-words';
import { useScope } from './deed-scope';
import type { Deed, Target } from './deeds';
import { firstWaitingQuery } from './read-users';
import { Refusals } from './refusals';
import { useDeed } from './use-deed';

interface Props {
  space: SpaceContext;
  deed: Deed;
  target: Target;
  seats: Seats;
  onClose: () => void;
  onDone: () => void;
}

/** Asks one thing: says what happens to how many and to the seats; the grave ones need the word typed. */
export function DeedDialog({ space, deed, target, seats, onClose, onDone }: Props) {
  const scope = useScope(space, deed, target);
  const frees = deed.name === 'delete' || deed.name === 'deactivate';
  const first = useQuery({ ...firstWaitingQuery(space.slug), enabled: frees && seats.waiting > 0 });
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [whenFull, setWhenFull] = useState<'fill' | 'wait'>();
  const run = useDeed({ space, deed, target, scope, onDone });

  const n = scope?.count ?? 0;
  const short = deed.name === 'reactivate' && seats.available < n;
  const ready =
    scope !== undefined &&
    scope.count > 0 &&
    (deed.name !== 'delete' || typed.trim().toLowerCase() === 'delete') &&
    (!short || whenFull !== undefined);
  if (run.refused !== undefined) {
    return (
      <Modal opened onClose={onClose} title={run.summary}>
        <Refusals
          results={run.refused}
          users={target.kind === 'chosen' ? target.users : []}
          onClose={onClose}
        />
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={deedTitle(deed, target, n)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) run.start({ reason: reason.trim() === '' ? undefined : reason.trim(), whenFull });
        }}
      >
        <Stack>
          <div>
            <Text>{deedMeaning(deed, target, n)}</Text>
            <Text>{scope && seatsMeaning(deed, scope.frees, n, seats, first.data ?? null)}</Text>
            {scope !== undefined && scope.chosen !== n && (
              <Text c="dimmed">
                Applies to {count(n)} of the {count(scope.chosen)} chosen.
              </Text>
            )}
            {deed.name === 'delete' && (
              <Text c="dimmed">
                This is for good. They can be invited again; the history stays in the audit log.
              </Text>
            )}
          </div>
          {deed.name === 'deactivate' && (
            <Textarea
              label="Reason"
              description="Kept in the history. They do not see it."
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
            />
          )}
          {short && <WhenFull one={target.kind === 'one'} free={seats.available} onChange={setWhenFull} />}
          {deed.name === 'delete' && (
            <TextInput
              label="Type delete to confirm"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-autofocus
            />
          )}
          {run.progress !== undefined && <Running {...run.progress} />}
          {run.error !== null && (
            <Text c="var(--usher-bad)" role="alert">
              {problemText(run.error)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {run.busy ? 'Close' : 'Cancel'}
            </Button>
            <Button
              type="submit"
              color={deed.name === 'delete' ? 'red.8' : undefined}
              disabled={!ready}
              loading={run.busy}
            >
              {deedButton(deed, target, n)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Too few seats: wait for one, or of many reactivate as many as there are seats for. */
function WhenFull({
  one,
  free,
  onChange,
}: {
  one: boolean;
  free: number;
  onChange: (choice: 'fill' | 'wait' | undefined) => void;
}) {
  if (one) {
    return (
      <Checkbox
        label="Wait in the queue until a seat comes free"
        onChange={(event) => onChange(event.currentTarget.checked ? 'wait' : undefined)}
      />
    );
  }
  return (
    <Radio.Group
      label="There are not enough seats for all"
      onChange={(choice) => onChange(choice as 'fill' | 'wait')}
    >
      <Stack gap="xs" mt={8}>
        <Radio value="wait" label="Those without a seat wait in the queue" />
        {free > 0 && <Radio value="fill" label={`Reactivate ${count(free)}, leave the others deactivated`} />}
      </Stack>
    </Radio.Group>
  );
}

function Running({ done, total }: { done: number; total: number }) {
  return (
    <div>
      <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label="Progress" />
      <Text size="xs" c="dimmed" mt={8} role="status">
        {count(done)} of {count(total)}. You can close this: it goes on, and says when it is done.
      </Text>
    </div>
  );
}

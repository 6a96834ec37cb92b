import {
  Button,
  Checkbox,
  Group,
  Modal,
  Progress,
  Radio,
  Skeleton,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { problemText } from '../../api/problem';
import type { SpaceContext } from '../../api/session';
import { useFocusBack } from '../../ui/use-focus-back';
import { count } from '../../ui/words';
import { deedButton, deedMeaning, deedTitle, keptOutMeaning, seatsMeaning } from './deed-words';
import { type Scope, useScope } from './deed-scope';
import type { Deed, Target } from './deeds';
import { Refusals } from './refusals';
import { useDeed } from './use-deed';
import { refusalWords } from './users-words';

interface Props {
  space: SpaceContext;
  deed: Deed;
  target: Target;
  onClose: () => void;
  onDone: () => void;
}

/** Asks one thing: says what happens to how many and to the seats; the grave ones need the word typed. */
export function DeedDialog({ space, deed, target, onClose, onDone }: Props) {
  useFocusBack();
  const { scope, error } = useScope(space, deed, target);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [whenFull, setWhenFull] = useState<'fill' | 'wait'>();
  const run = useDeed({ space, deed, target, scope, onDone });

  const n = scope?.applies ?? 0;
  const free = scope?.seats.available ?? 0;
  const short = scope !== undefined && deed.name === 'reactivate' && free < n;
  const ready =
    n > 0 &&
    (deed.name !== 'delete' || typed.trim().toLowerCase() === 'delete') &&
    (!short || whenFull !== undefined);
  if (run.refused !== undefined) {
    return (
      <Modal opened onClose={onClose} title={run.summary}>
        <Refusals results={run.refused} people={scope?.people ?? []} file={run.file} onClose={onClose} />
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={scope === undefined ? 'One moment' : deedTitle(deed, target, n)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) run.start({ reason: reason.trim() === '' ? undefined : reason.trim(), whenFull });
        }}
      >
        <Stack>
          <Meaning deed={deed} target={target} scope={scope} />
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
          {short && <WhenFull one={target.kind === 'one'} free={free} onChange={setWhenFull} />}
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
          {(run.error ?? error) !== null && (
            <Text c="var(--usher-bad)" role="alert">
              {problemText(run.error ?? error)}
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

/** What follows, for the people and for the seats, and to how many it does not apply. */
function Meaning({ deed, target, scope }: { deed: Deed; target: Target; scope: Scope | undefined }) {
  if (scope === undefined) return <Skeleton h={64} />;
  const left = scope.chosen - scope.applies;
  return (
    <div>
      {scope.applies > 0 && (
        <>
          <Text>{deedMeaning(deed, target, scope.applies)}</Text>
          <Text>{seatsMeaning(deed, scope)}</Text>
          <Text>{keptOutMeaning(deed, scope)}</Text>
        </>
      )}
      {left > 0 && (
        <Text c="dimmed">
          {scope.applies === 0
            ? 'This applies to nobody of those chosen'
            : `Leaves ${count(left)} of the ${count(scope.chosen)} chosen as they are`}
          {leftWhy(scope)}.
        </Text>
      )}
      {deed.name === 'delete' && scope.applies > 0 && (
        <Text c="dimmed">
          This is for good. They can be invited again; the history stays in the audit log.
        </Text>
      )}
    </div>
  );
}

/** Why some are left out, where it is not simply their state: ": the Owner stays". */
function leftWhy({ people }: Scope): string {
  const codes = new Set(people.flatMap(({ code }) => (code && code !== 'invalid_state' ? [code] : [])));
  const words = [...codes].map(refusalWords);
  return words.length === 0 ? '' : `: ${words.join(', ').replace(/^./, (letter) => letter.toLowerCase())}`;
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

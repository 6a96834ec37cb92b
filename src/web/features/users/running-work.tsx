import { Button, Progress, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SpaceContext } from '../../api/session';
import type { OperationRow } from '../../api/types';
import { count, plural } from '../../ui/words';
import { goesOn, operationFile, operationsQuery, spaceKey } from './read-users';
import { saveResults } from './results-file';
import classes from './running-work.module.css';
import { markSeen, seenOperations } from './seen-operations';
import { undoMany } from './undo';

const doing: Record<OperationRow['action'], string> = {
  resend: 'Resending invitations to',
  deactivate: 'Deactivating',
  reactivate: 'Reactivating',
  delete: 'Deleting',
  set_role: 'Changing the role of',
};

const aDay = 24 * 3600 * 1000;

/** Work over many that goes on, and of one's own what ended while one was away. */
export function RunningWork({ space }: { space: SpaceContext }) {
  const operations = useQuery(operationsQuery(space.slug)).data?.items ?? [];
  const [seen, setSeen] = useState(seenOperations);
  const [opened] = useState(() => Date.now());
  const dismiss = (id: string) => {
    markSeen(id);
    setSeen(seenOperations());
  };
  const running = operations.filter(goesOn);
  const ended = operations.filter(
    (operation) =>
      !goesOn(operation) &&
      operation.startedBy.id === space.userId &&
      opened - Date.parse(operation.finishedAt ?? operation.createdAt) < aDay &&
      !seen.includes(operation.id) &&
      !seenOperations().includes(operation.id),
  );
  if (running.length + ended.length === 0) return null;
  return (
    <section aria-label="Work over many users" className={classes.work}>
      {running.map((operation) => (
        <Running key={operation.id} operation={operation} me={space.userId} />
      ))}
      {ended.map((operation) => (
        <Ended
          key={operation.id}
          space={space}
          operation={operation}
          onDismiss={() => dismiss(operation.id)}
        />
      ))}
    </section>
  );
}

function Running({ operation, me }: { operation: OperationRow; me: string }) {
  const { action, done, total, startedBy } = operation;
  return (
    <div className={classes.line} role="status">
      <Text className={classes.words}>
        {doing[action]} {plural(total, 'user')}: {count(done)} done
        {startedBy.id === me ? '' : ` · asked for by ${startedBy.name}`}
      </Text>
      <Progress
        className={classes.bar}
        size={4}
        value={total === 0 ? 0 : (done / total) * 100}
        aria-label={`${count(done)} of ${count(total)} done`}
      />
    </div>
  );
}

function Ended({
  space,
  operation,
  onDismiss,
}: {
  space: SpaceContext;
  operation: OperationRow;
  onDismiss: () => void;
}) {
  const client = useQueryClient();
  const { id, action, done, total, state } = operation;
  const refresh = () => void client.invalidateQueries({ queryKey: spaceKey(space.slug) });
  const undo =
    action === 'deactivate'
      ? undoMany(space, { name: action }, { count: done, done: [], refused: [], operation: id }, refresh)
      : undefined;
  return (
    <div className={classes.line} role="status">
      <Text className={classes.words}>
        {doing[action]} {plural(total, 'user')}{' '}
        {state === 'done' ? 'is done' : `ended early, after ${count(done)}`}
      </Text>
      <Button size="compact-sm" variant="subtle" onClick={() => saveResults(operationFile(space.slug, id))}>
        Download results
      </Button>
      {undo !== undefined && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            undo();
            onDismiss();
          }}
        >
          Undo
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onDismiss}>
        Dismiss
      </Button>
    </div>
  );
}

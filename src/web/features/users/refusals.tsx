import { Button, Group, Stack, Text } from '@mantine/core';
import type { BulkResult, User } from '../../api/types';
import { count } from '../../ui/words';
import { nameOf, refusalWords } from './users-words';
import classes from './why.module.css';

const most = 50;

/** Those for whom it was not done, each with why. */
export function Refusals({
  results,
  users,
  onClose,
}: {
  results: BulkResult[];
  users: User[];
  onClose: () => void;
}) {
  const names = new Map(users.map((user) => [user.id, nameOf(user)]));
  return (
    <Stack>
      <ul className={classes.rows}>
        {results.slice(0, most).map(({ id, code }) => (
          <li key={id}>
            <span className="cut">{names.get(id) ?? 'A user'}</span>
            <span>{refusalWords(code)}</span>
          </li>
        ))}
      </ul>
      {results.length > most && <Text c="dimmed">and {count(results.length - most)} more</Text>}
      <Group justify="flex-end">
        <Button onClick={onClose}>Close</Button>
      </Group>
    </Stack>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { problemText } from '../api/problem';

/** Says in a corner what was done, with a way back where there is one. */
export function notify(message: string, undo?: () => void): void {
  const id = notifications.show({
    autoClose: undo === undefined ? 4000 : 8000,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        {undo !== undefined && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            Undo
          </Button>
        )}
      </Group>
    ),
  });
}

/** Says what could not be done and why; stays until it is closed. */
export function notifyTrouble(what: string, error: unknown): void {
  notifications.show({
    autoClose: false,
    withBorder: true,
    color: 'red',
    title: what,
    message: problemText(error),
  });
}

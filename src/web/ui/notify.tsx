import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { problemText } from '../api/problem';

const grow = { flex: 1 };

interface More {
  label: string;
  run: () => void;
}

/** Says in a corner what was done, with a way back where there is one, and a way to more about it. */
export function notify(message: string, undo?: () => void, more?: More): void {
  const id = notifications.show({
    autoClose: undo === undefined && more === undefined ? 4000 : 10_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" style={grow}>
          {message}
        </Text>
        {more !== undefined && (
          <Button variant="subtle" size="compact-sm" onClick={more.run}>
            {more.label}
          </Button>
        )}
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
    closeButtonProps: { 'aria-label': 'Dismiss' },
    color: 'red',
    title: what,
    message: problemText(error),
  });
}

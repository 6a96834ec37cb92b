import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemText } from '../api/problem';
import { useFocusBack } from './use-focus-back';

interface Props {
  title: string;
  /** The verb. */
  button: string;
  /** What leaves it all as it is, where Cancel would be taken for the verb. */
  leave?: string;
  /** What it does cannot be taken back. */
  grave?: boolean;
  /** Whether what was typed or chosen is enough. */
  ready?: boolean;
  busy: boolean;
  error: Error | null;
  /** What to say of the error. */
  words?: (error: Error) => string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that asks one thing, with Cancel and a button that is the verb. */
export function FormDialog({
  title,
  button,
  leave = 'Cancel',
  grave = false,
  ready = true,
  busy,
  error,
  words = problemText,
  onSubmit,
  onClose,
  children,
}: Props) {
  useFocusBack();
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onSubmit();
        }}
      >
        <Stack>
          {children}
          {error !== null && (
            <Text c="var(--usher-bad)" role="alert">
              {words(error)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {leave}
            </Button>
            <Button type="submit" color={grave ? 'red.8' : undefined} loading={busy} disabled={!ready}>
              {button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

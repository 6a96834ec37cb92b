import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { isProblem, problemText } from '../../api/problem';

/** Asks for the password before a change of how one signs in. */
export function PasswordStep({
  children,
  button,
  grave = false,
  busy,
  error,
  onPassword,
  onCancel,
}: {
  children: ReactNode;
  button: string;
  grave?: boolean;
  busy: boolean;
  error: Error | null;
  onPassword: (password: string) => void;
  onCancel: () => void;
}) {
  const [password, setPassword] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '') onPassword(password);
      }}
    >
      <Stack>
        <Text component="div">{children}</Text>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          data-autofocus
          value={password}
          error={
            error !== null &&
            (isProblem(error, 'invalid_credentials') ? 'This is not your password.' : problemText(error))
          }
          onChange={(event) => {
            setPassword(event.currentTarget.value);
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" color={grave ? 'red.8' : undefined} loading={busy} disabled={password === ''}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

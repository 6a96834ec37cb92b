import { Alert, Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { isProblem, problemText } from '../../api/problem';
import { AccountSection } from './account-section';
import { useReadAgain } from './account-query';
import { passwordFault } from './password-fault';

/** Changes the password against the present one; every other session ends with it. */
export function PasswordForm({ email }: { email: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const readAgain = useReadAgain();
  const change = useMutation({
    mutationFn: () => post('/api/v1/account/password', { currentPassword: current, newPassword: next }),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      setTried(false);
      await readAgain();
    },
  });
  const fault =
    passwordFault(next) ?? (next === current ? 'Choose another than the present one.' : undefined);
  const wrong = isProblem(change.error, 'invalid_credentials');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (current !== '' && fault === undefined) change.mutate();
  };
  const typing = (set: (value: string) => void) => (event: { currentTarget: { value: string } }) => {
    set(event.currentTarget.value);
    if (!change.isIdle) change.reset();
  };
  return (
    <AccountSection
      title="Password"
      about="Changing it signs you out everywhere else, and a mail tells you of it."
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            value={current}
            error={
              wrong ? 'This is not your password.' : tried && current === '' && 'Type your present password.'
            }
            onChange={typing(setCurrent)}
          />
          <PasswordInput
            label="New password"
            description="At least 10 characters."
            autoComplete="new-password"
            value={next}
            error={tried && fault}
            onChange={typing(setNext)}
          />
          {change.isError && !wrong && <Alert color="red">{problemText(change.error)}</Alert>}
          <Group>
            <Button
              type="submit"
              variant="default"
              loading={change.isPending}
              disabled={current === '' && next === ''}
            >
              Change password
            </Button>
            <Text role="status" c="dimmed">
              {change.isSuccess ? 'Changed. Every other session was signed out.' : ''}
            </Text>
          </Group>
        </Stack>
      </form>
    </AccountSection>
  );
}

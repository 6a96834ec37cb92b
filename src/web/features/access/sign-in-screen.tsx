import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { isProblem, problemText } from '../../api/problem';
import { CentrePage } from '../../ui/centre-page';
import { useEnter } from './enter';

/** E-mail and password, then the second factor where the account has one. */
export function SignInScreen() {
  const { next } = useSearch({ strict: false });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useEnter();
  const go = () => enter(next ?? '/');
  const signIn = useMutation({
    mutationFn: () =>
      post<{ twoFactorRequired: boolean }>('/api/v1/sign-in', { email: email.trim(), password }),
    onSuccess: async ({ twoFactorRequired }) => {
      if (!twoFactorRequired) await go();
    },
  });
  if (signIn.data?.twoFactorRequired) return <SecondStep onDone={go} />;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (email.trim() !== '' && password !== '') signIn.mutate();
  };
  return (
    <CentrePage title="Sign in">
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus
            value={email}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
            }}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
            }}
          />
          {signIn.isError && (
            <Alert color="red" role="alert">
              {isProblem(signIn.error, 'invalid_credentials')
                ? 'That e-mail and password do not belong together. Check both and try again.'
                : problemText(signIn.error)}
            </Alert>
          )}
          <Button type="submit" loading={signIn.isPending} disabled={email.trim() === '' || password === ''}>
            Sign in
          </Button>
        </Stack>
      </form>
    </CentrePage>
  );
}

function SecondStep({ onDone }: { onDone: () => Promise<void> }) {
  const [code, setCode] = useState('');
  const check = useMutation({
    mutationFn: () => {
      const typed = code.replace(/\s/g, '');
      const way = /^\d{6}$/.test(typed) ? 'verify-totp' : 'verify-backup-code';
      return post(`/api/auth/two-factor/${way}`, { code: typed });
    },
    onSuccess: onDone,
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (code.trim() !== '') check.mutate();
  };
  return (
    <CentrePage title="One more step" lead="Type the six digits from your authenticator, or a recovery code.">
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Code"
            autoComplete="one-time-code"
            autoFocus
            value={code}
            error={check.isError && problemText(check.error)}
            onChange={(event) => {
              setCode(event.currentTarget.value);
            }}
          />
          <Button type="submit" loading={check.isPending} disabled={code.trim() === ''}>
            Go on
          </Button>
        </Stack>
      </form>
    </CentrePage>
  );
}

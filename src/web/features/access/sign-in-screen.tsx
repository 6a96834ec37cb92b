import { Alert, Button, Divider, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { isProblem, problemText } from '../../api/problem';
import { CentrePage } from '../../ui/centre-page';
import { TextLink } from '../../ui/link';
import { useEnter } from './enter';
import { PasskeyTrouble, passkeysWork, signInByPasskey } from './passkey-calls';
import { SecondStep } from './second-step';

/** E-mail and password, then the second factor where the account has one; or a passkey, which is both. */
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
  const passkey = useMutation({ mutationFn: signInByPasskey, onSuccess: go });
  if (signIn.data?.twoFactorRequired) return <SecondStep onDone={go} />;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    passkey.reset();
    if (email.trim() !== '' && password !== '') signIn.mutate();
  };
  return (
    <CentrePage title="Sign in">
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username webauthn"
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
          {(signIn.isError || passkey.isError) && (
            <Alert color="red" role="alert">
              {wordsOf(signIn.error ?? passkey.error)}
            </Alert>
          )}
          <Button
            type="submit"
            loading={signIn.isPending || signIn.isSuccess}
            disabled={email.trim() === '' || password === ''}
          >
            Sign in
          </Button>
          <Group>
            <TextLink to="/forgotten" search={email.includes('@') ? { email: email.trim() } : {}}>
              Forgotten your password?
            </TextLink>
          </Group>
        </Stack>
      </form>
      {passkeysWork() && (
        <>
          <Divider my="md" label="or" />
          <Button
            fullWidth
            variant="default"
            leftSection={<IconKey size={16} stroke={1.5} aria-hidden />}
            loading={passkey.isPending || passkey.isSuccess}
            onClick={() => {
              signIn.reset();
              passkey.mutate();
            }}
          >
            Use a passkey
          </Button>
        </>
      )}
    </CentrePage>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof PasskeyTrouble) return error.message;
  if (!isProblem(error, 'invalid_credentials')) return problemText(error);
  return /passkey/.test(error.detail)
    ? 'This passkey is not known here any more. Use your password instead.'
    : 'That e-mail and password do not belong together. Check both and try again.';
}

import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { isProblem, problemText } from '../../api/problem';
import { CentrePage } from '../../ui/centre-page';
import { ButtonLink } from '../../ui/link';
import { DeadLink } from './dead-link';
import { LinkPage } from './link-page';
import { passwordFault } from './password-fault';

/** The page behind the link of a reset. Its token stands behind the #, where no server's log sees it. */
export function ResetScreen() {
  const { hash: token } = useLocation();
  return (
    <LinkPage<{ email: string }>
      path="/api/v1/password-resets/check"
      token={token}
      title="Choose a new password"
      ends={ends}
    >
      {({ email }) => <ResetForm token={token} email={email} />}
    </LinkPage>
  );
}

const dead = {
  title: 'This link does not work any more',
  lead: 'It works once, for an hour, and only the newest one sent does. Your password has not changed.',
  next: <ButtonLink to="/forgotten">Send a new link</ButtonLink>,
};
const ends = { link_invalid: dead, invalid_request: dead };

function ResetForm({ token, email }: { token: string; email: string }) {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const reset = useMutation({
    mutationFn: () => post('/api/v1/password-resets/use', { token, password }),
  });
  const fault = passwordFault(password);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault === undefined) reset.mutate();
  };
  if (reset.isSuccess) {
    return (
      <CentrePage
        title="Your password is changed"
        lead="Every session of your account was signed out. Sign in with the new password."
      >
        <ButtonLink to="/sign-in">Sign in</ButtonLink>
      </CentrePage>
    );
  }
  if (isProblem(reset.error, 'link_invalid')) {
    return <DeadLink error={reset.error} onRetry={reset.reset} ends={ends} />;
  }
  return (
    <CentrePage
      title="Choose a new password"
      lead={
        <>
          For the account of <strong>{email}</strong>. Every session of it is signed out.
        </>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label="New password"
            description="At least 10 characters."
            autoComplete="new-password"
            autoFocus
            value={password}
            error={tried && fault}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
            }}
          />
          {reset.isError && <Alert color="red">{problemText(reset.error)}</Alert>}
          <Button type="submit" loading={reset.isPending}>
            Change password
          </Button>
        </Stack>
      </form>
    </CentrePage>
  );
}

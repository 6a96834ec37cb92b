import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { problemText } from '../../api/problem';
import { useSession } from '../../api/session';
import { CentrePage } from '../../ui/centre-page';
import { ButtonLink, TextLink } from '../../ui/link';

/** Asks for a link to choose a new password. What it answers does not tell who has an account. */
export function ForgottenScreen() {
  const search = useSearch({ strict: false });
  const [email, setEmail] = useState(search.email ?? '');
  const [tried, setTried] = useState(false);
  const ask = useMutation({
    mutationFn: () => post('/api/v1/password-resets', { email: email.trim() }),
  });
  const fault = /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? undefined : 'Type the e-mail you sign in with.';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault === undefined) ask.mutate();
  };
  if (ask.isSuccess) return <LookInInbox email={email.trim()} onAgain={ask.reset} />;
  return (
    <CentrePage title="Forgotten password" lead="We send a link with which you choose a new one.">
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus
            value={email}
            error={tried && fault}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
            }}
          />
          {ask.isError && <Alert color="red">{problemText(ask.error)}</Alert>}
          <Button type="submit" loading={ask.isPending}>
            Send the link
          </Button>
          <TextLink to="/sign-in">Back to signing in</TextLink>
        </Stack>
      </form>
    </CentrePage>
  );
}

function LookInInbox({ email, onAgain }: { email: string; onAgain: () => void }) {
  const { machineOfOnesOwn } = useSession();
  return (
    <CentrePage
      title="Look in your inbox"
      lead={
        <>
          If there is an account for <strong>{email}</strong>, a mail with a link is on its way. The link
          works once, for an hour.
        </>
      }
    >
      <Stack>
        {machineOfOnesOwn && (
          <Alert color="gray" title="This machine sends no mail">
            <Stack align="flex-start">
              <Text>No mail server is set, so what would have been sent is kept here to read.</Text>
              <ButtonLink to="/account-mails" variant="default">
                Read account mails
              </ButtonLink>
            </Stack>
          </Alert>
        )}
        <Text c="dimmed">
          Nothing there after some minutes? Look among the unwanted mail, and check that this is the address
          you sign in with.
        </Text>
        <Button variant="default" onClick={onAgain}>
          Use another address
        </Button>
        <TextLink to="/sign-in">Back to signing in</TextLink>
      </Stack>
    </CentrePage>
  );
}

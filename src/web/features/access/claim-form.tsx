import { Alert, Blockquote, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { ApiProblem, isProblem, problemText } from '../../api/problem';
import { CentrePage } from '../../ui/centre-page';
import { AccountHolder } from './claim-account';
import { DeadLink } from './dead-link';
import { startOf, useEnter } from './enter';
import { passwordFault, shortestPassword } from './password-fault';
import { SecondStep } from './second-step';

export interface Offer {
  space: { name: string; slug: string };
  invitedBy: string;
  email: string;
  message: string;
  role: string;
  accountExists: boolean;
  signedIn: boolean;
}

interface Claimed {
  space: { slug: string };
  role: string;
  twoFactorRequired: boolean;
}

/** Claims with a password alone: one that is chosen now, or that of the account there is, with its second factor. */
export function ClaimForm({
  token,
  offer,
  readAgain,
}: {
  token: string;
  offer: Offer;
  readAgain: () => Promise<boolean>;
}) {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const enter = useEnter();
  const claim = useMutation({
    mutationFn: (given: { password?: string }) => post<Claimed>('/api/v1/claim', { token, ...given }),
    onSuccess: async ({ space, role, twoFactorRequired }) => {
      if (!twoFactorRequired) await enter(startOf(space, role));
    },
  });
  const fault = offer.signedIn
    ? undefined
    : offer.accountExists
      ? password === ''
        ? 'Type your password.'
        : undefined
      : passwordFault(password);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault === undefined) claim.mutate(offer.signedIn ? {} : { password });
  };
  if (claim.data?.twoFactorRequired) {
    return (
      <SecondStep
        onDone={async () => {
          await claim.mutateAsync({});
        }}
      />
    );
  }
  if (claim.error instanceof ApiProblem && /^(link_|newer_|seats_)/.test(claim.error.code)) {
    return <DeadLink error={claim.error} onRetry={claim.reset} />;
  }
  const wrong = isProblem(claim.error, 'invalid_credentials');
  return (
    <CentrePage
      title={`Join ${offer.space.name}`}
      lead={
        offer.invitedBy === '' ? (
          <>
            <strong>{offer.email}</strong> is your address. With a password you are in.
          </>
        ) : (
          <>
            {offer.invitedBy} invites <strong>{offer.email}</strong> to{' '}
            {offer.invitedBy === offer.space.name
              ? 'its learning space'
              : `the learning space of ${offer.space.name}`}
            .
          </>
        )
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {offer.message !== '' && <Blockquote p="md">{offer.message}</Blockquote>}
          {offer.signedIn ? (
            <Text>You are signed in with this address already.</Text>
          ) : (
            <>
              <input type="hidden" name="username" autoComplete="username" value={offer.email} readOnly />
              <PasswordInput
                label={offer.accountExists ? 'Your password' : 'Choose a password'}
                description={
                  offer.accountExists
                    ? 'You have an account with this address: use its password.'
                    : `At least ${shortestPassword} characters.`
                }
                autoComplete={offer.accountExists ? 'current-password' : 'new-password'}
                autoFocus
                value={password}
                error={wrong ? 'This is not the password of your account.' : tried && fault}
                onChange={(event) => {
                  setPassword(event.currentTarget.value);
                  if (claim.isError) claim.reset();
                }}
              />
            </>
          )}
          {claim.isError && !wrong && <Alert color="red">{problemText(claim.error)}</Alert>}
          <Button type="submit" loading={claim.isPending || claim.isSuccess}>
            Join {offer.space.name}
          </Button>
        </Stack>
      </form>
      {offer.accountExists && !offer.signedIn && <AccountHolder email={offer.email} readAgain={readAgain} />}
    </CentrePage>
  );
}

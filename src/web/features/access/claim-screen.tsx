import { Alert, Blockquote, Button, PasswordInput, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { isProblem, problemText } from '../../api/problem';
import { CentrePage } from '../../ui/centre-page';
import { DeadLink } from './dead-link';
import { startOf, useEnter } from './enter';

interface Offer {
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

/** The page behind an invitation's link. Looking at it claims nothing; its one button does. */
export function ClaimScreen() {
  const { token = '' } = useParams({ strict: false });
  const offer = useQuery({
    queryKey: ['claim', token],
    queryFn: () => post<Offer>('/api/v1/claim/preview', { token }),
    retry: false,
    staleTime: Infinity,
  });
  if (offer.isPending) {
    return (
      <CentrePage title="Your invitation">
        <Stack>
          <Skeleton height={20} />
          <Skeleton height={60} />
          <Skeleton height={36} />
        </Stack>
      </CentrePage>
    );
  }
  if (offer.isError) return <DeadLink error={offer.error} onRetry={() => void offer.refetch()} />;
  return <ClaimForm token={token} offer={offer.data} />;
}

const shortest = 10;

function ClaimForm({ token, offer }: { token: string; offer: Offer }) {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const enter = useEnter();
  const claim = useMutation({
    mutationFn: () => post<Claimed>('/api/v1/claim', { token, ...(offer.signedIn ? {} : { password }) }),
    onSuccess: async ({ space, role, twoFactorRequired }) => {
      const to = startOf(space, role);
      await enter(twoFactorRequired ? `/sign-in?next=${encodeURIComponent(to)}` : to);
    },
  });
  const tooShort = !offer.signedIn && !offer.accountExists && password.length < shortest;
  const missing = !offer.signedIn && password === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (!tooShort && !missing) claim.mutate();
  };
  if (claim.isError && /^(link_|newer_|seats_)/.test('code' in claim.error ? String(claim.error.code) : '')) {
    return (
      <DeadLink
        error={claim.error}
        onRetry={() => {
          claim.reset();
        }}
      />
    );
  }
  const wrong = isProblem(claim.error, 'invalid_credentials');
  const fault = tooShort
    ? `Use at least ${shortest} characters.`
    : missing
      ? 'Type your password.'
      : undefined;

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
            {offer.invitedBy} invites <strong>{offer.email}</strong> to the learning space of{' '}
            {offer.space.name}.
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
                    : `At least ${shortest} characters.`
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
          <Button type="submit" loading={claim.isPending}>
            Join {offer.space.name}
          </Button>
        </Stack>
      </form>
    </CentrePage>
  );
}

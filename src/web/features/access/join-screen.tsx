import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { post } from '../../api/http';
import { isProblem, problemText } from '../../api/problem';
import { CentrePage } from '../../ui/centre-page';
import { inWords } from '../../ui/words';
import { DeadLink } from './dead-link';
import { LinkPage } from './link-page';

interface Offer {
  space: { name: string };
  emailDomains: string[];
}

/** The page behind an open link: takes an address, and always sends on to its inbox. */
export function JoinScreen() {
  const { token = '' } = useParams({ strict: false });
  return (
    <LinkPage<Offer> path="/api/v1/join/preview" token={token} title="Join">
      {(offer) => <JoinForm token={token} offer={offer} />}
    </LinkPage>
  );
}

function JoinForm({ token, offer }: { token: string; offer: Offer }) {
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const join = useMutation({ mutationFn: () => post('/api/v1/join', { token, email: email.trim() }) });
  const fault = faultOf(email.trim(), offer.emailDomains);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault === undefined && !join.isPending) join.mutate();
  };
  if (isProblem(join.error, 'link_off') || isProblem(join.error, 'link_invalid')) {
    return <DeadLink error={join.error} onRetry={() => join.reset()} />;
  }
  if (join.isSuccess) {
    return (
      <CentrePage
        title="Look in your inbox"
        lead={
          <span role="status">
            A mail to <strong>{email.trim()}</strong> has the way in. It comes within a minute or two; look
            among unwanted mail, too.
          </span>
        }
      >
        <Button variant="default" onClick={() => join.reset()}>
          Use another address
        </Button>
      </CentrePage>
    );
  }
  return (
    <CentrePage
      title={`Join ${offer.space.name}`}
      lead="Type your e-mail address. A mail with the way in follows, so that nobody joins in your name."
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label="Your e-mail"
            description={
              offer.emailDomains.length > 0 ? `An address at ${orWords(offer.emailDomains)}.` : undefined
            }
            type="email"
            autoComplete="email"
            autoFocus
            value={email}
            error={tried && fault}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
              if (join.isError) join.reset();
            }}
          />
          {join.isError && (
            <Alert color="red" role="alert">
              {problemText(join.error)}
            </Alert>
          )}
          <Button type="submit" loading={join.isPending}>
            Send me the way in
          </Button>
        </Stack>
      </form>
    </CentrePage>
  );
}

function faultOf(email: string, domains: string[]): string | undefined {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)) return 'Type your whole e-mail address.';
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (domains.length === 0 || domains.includes(domain)) return undefined;
  return `This link takes addresses at ${orWords(domains)}.`;
}

const orWords = (domains: string[]): string =>
  domains.length > 3
    ? inWords([...domains.slice(0, 3), 'others'])
    : new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(domains);

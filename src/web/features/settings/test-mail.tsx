import { Alert, Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { GetMailResponse } from '../../api/generated/types.gen';
import { get, post } from '../../api/http';
import { problemText } from '../../api/problem';
import { spacePath } from '../../api/session';
import { TextLink } from '../../ui/link';

type Mail = GetMailResponse;

const settled = (mail: Mail | undefined): boolean =>
  mail !== undefined && mail.state !== 'sending' && (mail.state !== 'queued' || mail.attempts > 0);

/** Sends a mail to see whether mail arrives, and shows what the mail server answers. */
export function TestMail({ slug, own }: { slug: string; own: string }) {
  const [to, setTo] = useState(own);
  const send = useMutation({
    mutationFn: () => post<{ id: string }>(spacePath(slug, '/mails/test'), { to: to.trim() }),
  });
  const id = send.data?.id;
  const mail = useQuery({
    queryKey: ['space', slug, 'mail', id],
    queryFn: ({ signal }) => get<Mail>(spacePath(slug, `/mails/${id ?? ''}`), undefined, signal),
    enabled: id !== undefined,
    refetchInterval: (query) => (settled(query.state.data) ? false : 1000),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (to.trim() !== '') send.mutate();
  };
  return (
    <section>
      <Title order={2} mb={8}>
        Try it
      </Title>
      <form onSubmit={submit} noValidate>
        <Group align="flex-end">
          <TextInput
            label="Send a test mail to"
            type="email"
            flex="1 1 240px"
            maw={320}
            value={to}
            onChange={(event) => {
              setTo(event.currentTarget.value);
            }}
          />
          <Button type="submit" variant="default" loading={send.isPending} disabled={to.trim() === ''}>
            Send test mail
          </Button>
        </Group>
      </form>
      {send.isError && (
        <Alert color="red" mt="md" title="Not sent">
          {problemText(send.error)}
        </Alert>
      )}
      {id !== undefined && (
        <div role="status">
          <Answer slug={slug} id={id} mail={mail.data} />
        </div>
      )}
    </section>
  );
}

function Answer({ slug, id, mail }: { slug: string; id: string; mail: Mail | undefined }) {
  const look = (
    <TextLink to="/s/$slug/outbox" params={{ slug }} search={{ mail: id }} underline="always">
      Look at it in the Outbox
    </TextLink>
  );
  if (mail === undefined || !settled(mail)) return <Text mt="md">On its way to the mail server …</Text>;
  const words = {
    sent: `The mail server took it for ${mail.to}. Look into that inbox, and the spam folder.`,
    kept: 'No mail server is set: the mail was kept in the Outbox.',
    refused: 'The mail server refused it.',
    cancelled: 'It was not sent.',
    queued: 'The mail server did not take it. Usher tries again by itself, for two days.',
    sending: '',
  }[mail.state];
  const bad = mail.state === 'refused' || mail.state === 'queued';
  return (
    <Alert mt="md" variant="default" title={words}>
      {mail.answer !== null && mail.state !== 'kept' && (
        <Text mb={4} style={{ overflowWrap: 'anywhere' }}>
          {bad ? 'It said: ' : 'Its answer: '}
          <code>{mail.answer}</code>
        </Text>
      )}
      {look}
    </Alert>
  );
}

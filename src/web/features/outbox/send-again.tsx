import { Alert, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, post } from '../../api/http';
import { problemText } from '../../api/problem';
import { spacePath } from '../../api/session';
import { notify } from '../../ui/notify';
import type { Mail } from './read-outbox';

/** Sends a mail again. One that waits is tried at once; an invitation gets a fresh link. */
export function SendAgain({
  slug,
  mail,
  onOpen,
}: {
  slug: string;
  mail: Mail;
  onOpen: (id: string) => void;
}) {
  const client = useQueryClient();
  // One key for all tries of one click, so that a broken connection sends no second mail.
  const [key, setKey] = useState(newKey);
  const waits = mail.state === 'queued' || mail.state === 'sending';
  const send = useMutation({
    mutationFn: () =>
      post<{ id: string | null }>(spacePath(slug, `/mails/${mail.id}/send-again`), undefined, key),
    onSuccess: async ({ id }) => {
      setKey(newKey());
      await client.invalidateQueries({ queryKey: ['space', slug] });
      notify(
        id === null
          ? `A fresh invitation is on its way to ${mail.to}.`
          : `On its way to ${mail.to} ${waits ? 'now' : 'again'}.`,
      );
      if (id !== null && id !== mail.id) onOpen(id);
    },
  });
  if (mail.state === 'cancelled' || mail.state === 'sending') return null;
  return (
    <div>
      <Button
        size="compact-md"
        variant="default"
        loading={send.isPending}
        onClick={() => {
          send.mutate();
        }}
      >
        {waits ? 'Try now' : 'Send again'}
      </Button>
      {send.isError && (
        <Alert color="red" mt={8} title="Not sent again">
          {problemText(send.error)}
        </Alert>
      )}
    </div>
  );
}

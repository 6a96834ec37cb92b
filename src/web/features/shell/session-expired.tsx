import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { reportSignedIn, useConnection } from '../../api/connection';
import { get } from '../../api/http';
import { type Session, sessionQuery, useSession } from '../../api/session';

/** Signing in happens in another tab, so that this page keeps everything that was typed. */
export function SessionExpired() {
  const { signedOut } = useConnection();
  const { account } = useSession();
  const client = useQueryClient();
  const opened = signedOut && account !== null;

  useEffect(() => {
    if (!opened) return;
    const look = async () => {
      const now = await get<Session>('/api/v1/session').catch(() => undefined);
      if (now === undefined || now.account === null) return;
      if (now.account.id !== account.id) {
        window.location.assign('/');
        return;
      }
      client.setQueryData(sessionQuery.queryKey, now);
      reportSignedIn();
      await client.invalidateQueries();
    };
    const onFocus = () => void look();
    window.addEventListener('focus', onFocus);
    return () => {
      window.removeEventListener('focus', onFocus);
    };
  }, [opened, account, client]);

  return (
    // Above the dialog that was open when the session ended: that one cannot go on without it.
    <Modal opened={opened} onClose={reportSignedIn} title="Your session has ended" zIndex={300}>
      <Stack>
        <Text>
          Sign in again in a new tab, then come back here. What you have typed on this page is kept.
        </Text>
        <Button component="a" href="/sign-in" target="_blank" rel="noopener">
          Sign in in a new tab
        </Button>
      </Stack>
    </Modal>
  );
}

import { Alert, Badge, Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { post, remove } from '../../api/http';
import { problemText } from '../../api/problem';
import { notify } from '../../ui/notify';
import { When } from '../../ui/when';
import { plural } from '../../ui/words';
import { AccountSection } from './account-section';
import classes from './account-screen.module.css';
import { type AccountPage, useReadAgain } from './account-query';

type Session = AccountPage['sessions'][number];

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where one is signed in, each with its end. */
export function Sessions({ sessions }: Pick<AccountPage, 'sessions'>) {
  const readAgain = useReadAgain();
  const endOthers = useMutation({
    mutationFn: () => post<{ ended: number }>('/api/v1/account/sessions/end-others'),
    onSuccess: async ({ ended }) => {
      notify(`${plural(ended, 'session')} signed out`);
      await readAgain();
    },
  });
  return (
    <AccountSection
      title="Sessions"
      about="Where you are signed in. What you do not know, sign out; then change your password."
    >
      <ul className={classes.rows}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {endOthers.isError && <Alert color="red">{problemText(endOthers.error)}</Alert>}
      {sessions.length > 1 && (
        <Button
          mt="md"
          variant="default"
          loading={endOthers.isPending}
          onClick={() => {
            endOthers.mutate();
          }}
        >
          Sign out everywhere else
        </Button>
      )}
    </AccountSection>
  );
}

function SessionRow({ session }: { session: Session }) {
  const readAgain = useReadAgain();
  const end = useMutation({
    mutationFn: () => remove(`/api/v1/account/sessions/${session.id}`),
    onSuccess: async () => {
      notify(`${session.device} signed out`);
      await readAgain();
    },
  });
  return (
    <li className={classes.row}>
      <div className={classes.grow}>
        <Text truncate>{session.device}</Text>
        <Text size="xs" c="dimmed">
          Signed in <When at={session.signedInAt} timeZone={zone} />
          {session.address !== null && ` from ${session.address}`}
        </Text>
        {end.isError && (
          <Text size="xs" c="var(--usher-bad)" role="alert">
            {problemText(end.error)}
          </Text>
        )}
      </div>
      {session.current ? (
        <Badge variant="default">This one</Badge>
      ) : (
        <Button
          size="compact-md"
          variant="default"
          aria-label={`Sign out ${session.device}`}
          loading={end.isPending}
          onClick={() => {
            end.mutate();
          }}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}

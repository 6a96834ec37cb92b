import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/http';
import { isProblem } from '../../api/problem';
import type { ListAccountMailsResponse } from '../../api/generated/types.gen';
import { CentrePage } from '../../ui/centre-page';
import { Empty } from '../../ui/empty';
import { TextLink } from '../../ui/link';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';
import classes from './account-mails-screen.module.css';

type Mail = ListAccountMailsResponse['items'][number];

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** On a machine of one's own without a mail server: what accounts would have been sent. */
export function AccountMailsScreen() {
  const mails = useQuery({
    queryKey: ['account-mails'],
    queryFn: () => get<ListAccountMailsResponse>('/api/v1/account-mails', { limit: 20 }),
    refetchInterval: 3000,
  });
  if (isProblem(mails.error, 'not_found')) {
    return (
      <CentrePage
        title="Account mails are sent"
        lead="They can be read here only where Usher runs on your own machine without a mail server."
      >
        <TextLink to="/sign-in">Back to signing in</TextLink>
      </CentrePage>
    );
  }
  return (
    <CentrePage
      wide
      title="Account mails"
      lead="No mail server is set, so these stayed on this machine, and only it can read them."
    >
      <Stack gap={0}>
        {mails.isPending && <Skeleton height={120} />}
        {mails.isError && (
          <Trouble what="The mails" error={mails.error} onRetry={() => void mails.refetch()} />
        )}
        {mails.data?.items.length === 0 && (
          <Empty title="No mail yet">It appears here as soon as it is written.</Empty>
        )}
        {mails.data?.items.map((mail) => (
          <KeptMail key={mail.id} mail={mail} />
        ))}
        <TextLink to="/sign-in" mt={24}>
          Back to signing in
        </TextLink>
      </Stack>
    </CentrePage>
  );
}

function KeptMail({ mail }: { mail: Mail }) {
  return (
    <article className={classes.mail} aria-label={`${mail.subject}, to ${mail.to}`}>
      <header className={classes.head}>
        <h2>{mail.subject}</h2>
        <Text size="xs" c="dimmed">
          To {mail.to}, <When at={mail.createdAt} timeZone={zone} />
        </Text>
      </header>
      {mail.link === null ? (
        <Text c="dimmed">
          {mail.kind === 'password_reset' ? 'Its link does not work any more.' : firstSentence(mail.text)}
        </Text>
      ) : (
        <Anchor href={mail.link}>Choose a new password</Anchor>
      )}
    </article>
  );
}

/** The letter's first paragraph: after the sender's name and the heading. */
const firstSentence = (text: string): string => text.split('\n\n')[2] ?? '';

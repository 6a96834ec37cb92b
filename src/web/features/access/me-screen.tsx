import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/http';
import { spacePath, useSpace } from '../../api/session';
import { day } from '../../ui/dates';
import { Page } from '../../ui/page';
import { Trouble } from '../../ui/trouble';
import classes from './me-screen.module.css';

interface Me {
  user: { email: string; firstName: string; lastName: string; department: string; joinedAt: string };
  space: { name: string };
  platformUrl: string | null;
  admins: { name: string; email: string }[];
}

/** What a Member has here: who they are, the way to the learning platform, whom to ask. */
export function MeScreen() {
  const { slug, timeZone } = useSpace();
  const me = useQuery({ queryKey: ['me', slug], queryFn: () => get<Me>(spacePath(slug, '/me')) });
  if (me.isPending) {
    return (
      <Page title="Your page">
        <Stack maw={480}>
          <Skeleton height={28} width={220} />
          <Skeleton height={20} />
          <Skeleton height={36} width={200} />
        </Stack>
      </Page>
    );
  }
  if (me.isError) {
    return (
      <Page title="Your page">
        <Trouble what="Your page" error={me.error} onRetry={() => void me.refetch()} />
      </Page>
    );
  }
  const { user, space, platformUrl, admins } = me.data;
  const name = `${user.firstName} ${user.lastName}`.trim();
  const facts: [string, string][] = [
    ...(name === '' ? [] : [['Name', name] as [string, string]]),
    ['E-mail', user.email],
    ...(user.department === '' ? [] : [['Department', user.department] as [string, string]]),
    ['First signed in', day(user.joinedAt, timeZone)],
  ];
  return (
    <Page title={user.firstName === '' ? 'Your page' : `Hello, ${user.firstName}`}>
      <Text>You have a place in the learning space of {space.name}.</Text>
      {platformUrl === null ? (
        <Text c="dimmed" maw={640}>
          Your Admins have not said yet where the learning platform is. Ask one of them for its address.
        </Text>
      ) : (
        <div>
          <Button
            component="a"
            href={platformUrl}
            rel="noreferrer"
            rightSection={<IconExternalLink size={16} stroke={1.5} aria-hidden />}
          >
            Go to the learning platform
          </Button>
        </div>
      )}
      <section aria-labelledby="you" className={classes.part}>
        <h2 id="you">You</h2>
        <dl className={classes.facts}>
          {facts.map(([label, value]) => (
            <div key={label} className={classes.fact}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Admins admins={admins} />
    </Page>
  );
}

function Admins({ admins }: Pick<Me, 'admins'>) {
  return (
    <section aria-labelledby="admins" className={classes.part}>
      <h2 id="admins">Your Admins</h2>
      <Text c="dimmed" mb={8}>
        They look after users and seats, and can help when something is not as it should be.
      </Text>
      <ul className={classes.people}>
        {admins.map(({ name, email }) => (
          <li key={email}>
            {name !== email && <span>{name}</span>}
            <Anchor href={`mailto:${email}`}>{email}</Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}

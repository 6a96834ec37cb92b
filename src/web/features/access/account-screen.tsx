import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '../../api/session';
import { TextLink } from '../../ui/link';
import { Trouble } from '../../ui/trouble';
import { accountQuery, type AccountPage } from './account-query';
import classes from './account-screen.module.css';
import { NameForm } from './name-form';
import { Passkeys } from './passkeys';
import { PasswordForm } from './password-form';
import { SecondFactor } from './second-factor';
import { Sessions } from './sessions';
import { YourSpaces } from './your-spaces';

/** A person's own account: name, password, second factor, passkeys, sessions, and their spaces. */
export function AccountScreen() {
  const { spaces } = useSession();
  const account = useQuery(accountQuery);
  useEffect(() => {
    document.title = 'Your account · Usher';
  }, []);
  const [first] = spaces;
  return (
    <main className={classes.page}>
      <header>
        {first !== undefined && (
          <TextLink
            to={first.role === 'member' ? '/s/$slug/me' : '/s/$slug/users'}
            params={{ slug: first.slug }}
          >
            Back to {first.name}
          </TextLink>
        )}
        <Title order={1} mt={8}>
          Your account
        </Title>
        <Text c="dimmed" className={classes.email}>
          {account.data?.email ?? ' '}
        </Text>
      </header>
      {account.isPending && (
        <Stack gap={24} mt={24}>
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={112} />
          ))}
        </Stack>
      )}
      {account.isError && (
        <Trouble what="Your account" error={account.error} onRetry={() => void account.refetch()} />
      )}
      {account.data && <Sections account={account.data} />}
    </main>
  );
}

function Sections({ account }: { account: AccountPage }) {
  return (
    <>
      <NameForm name={account.name} />
      <PasswordForm email={account.email} />
      <SecondFactor {...account.secondFactor} />
      <Passkeys passkeys={account.passkeys} />
      <Sessions sessions={account.sessions} />
      <YourSpaces />
    </>
  );
}

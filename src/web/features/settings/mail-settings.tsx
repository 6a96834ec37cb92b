import { DataList, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../api/session';
import { TextLink } from '../../ui/link';
import { Trouble } from '../../ui/trouble';
import { mailSettingsQuery } from './read-mail-settings';
import { TestMail } from './test-mail';

/** How mail leaves here, which the operator sets, and a way to see that it does. */
export function MailSettings({ slug }: { slug: string }) {
  const { account } = useSession();
  const settings = useQuery(mailSettingsQuery(slug));
  if (settings.isError)
    return (
      <Trouble what="The mail settings" error={settings.error} onRetry={() => void settings.refetch()} />
    );
  if (settings.data === undefined) return <Skeleton height={160} maw={560} />;
  const { server, encrypted, from } = settings.data;
  return (
    <Stack gap="lg" maw={560}>
      <section>
        <Title order={2} mb={8}>
          How mail is sent
        </Title>
        {server === null ? (
          <Text>
            No mail server is set. E-mails are kept in the{' '}
            <TextLink to="/s/$slug/outbox" params={{ slug }} underline="always">
              Outbox
            </TextLink>
            , where they can be read; nothing leaves this machine.
          </Text>
        ) : (
          <DataList labelWidth={130} gap={8}>
            <Fact label="Mail server" value={server} />
            <Fact
              label="Connection"
              value={encrypted ? 'Encrypted from the start (TLS)' : 'Encrypted where the server offers it'}
            />
            <Fact label="Sent from" value={from} />
          </DataList>
        )}
        <Text c="dimmed" mt={8}>
          The operator of Usher sets this where it runs (<code>SMTP_URL</code>, <code>MAIL_FROM</code>).
        </Text>
      </section>
      <TestMail slug={slug} own={account?.email ?? ''} />
    </Stack>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
    </DataList.Item>
  );
}

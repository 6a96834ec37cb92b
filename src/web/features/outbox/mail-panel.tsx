import { DataList, Drawer, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { TextLink } from '../../ui/link';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';
import { LinkToTry } from './link-to-try';
import { MailPaper } from './mail-paper';
import { State } from './mail-row';
import { kindOf, storyOf } from './outbox-words';
import { type Mail, mailQuery } from './read-outbox';
import { SendAgain } from './send-again';

interface Props {
  space: SpaceContext;
  id: string;
  onClose: () => void;
  onOpen: (id: string) => void;
}

/** One mail: what became of it, what the server answered, what was sent, send again. */
export function MailPanel({ space, id, onClose, onOpen }: Props) {
  const mail = useQuery(mailQuery(space.slug, id));
  const title = mail.data === undefined ? 'E-mail' : (mail.data.subject ?? kindOf(mail.data.kind));
  return (
    <Drawer opened onClose={onClose} title={title} size={640} padding="lg">
      {mail.isError && <Trouble what="This e-mail" error={mail.error} onRetry={() => void mail.refetch()} />}
      {mail.isPending && <Skeleton h={320} />}
      {mail.data !== undefined && <Content space={space} mail={mail.data} onOpen={onOpen} />}
    </Drawer>
  );
}

function Content({ space, mail, onOpen }: { space: SpaceContext; mail: Mail; onOpen: Props['onOpen'] }) {
  const { slug, timeZone } = space;
  return (
    <Stack gap="lg">
      <Stack gap={8}>
        <State mail={mail} />
        <Text c="dimmed">{storyOf(mail)}</Text>
        <SendAgain slug={slug} mail={mail} onOpen={onOpen} />
      </Stack>
      {mail.state === 'refused' && mail.user !== null && (
        <Text>
          Is the address right? Correct it in{' '}
          <TextLink to="/s/$slug/users" params={{ slug }} search={{ user: mail.user.id }} underline="always">
            the details of {mail.user.name}
          </TextLink>
          , which sends a new link.
        </Text>
      )}
      <DataList labelWidth={130} gap={8}>
        <Fact label="To">
          {mail.user !== null && (
            <>
              <TextLink
                to="/s/$slug/users"
                params={{ slug }}
                search={{ user: mail.user.id }}
                underline="always"
              >
                {mail.user.name}
              </TextLink>{' '}
            </>
          )}
          {mail.user?.name !== mail.to && <span>{mail.to}</span>}
        </Fact>
        <Fact label="About">{kindOf(mail.kind)}</Fact>
        <Fact label="Written">
          <When at={mail.createdAt} timeZone={timeZone} />
        </Fact>
        {mail.sentAt !== null && (
          <Fact label={mail.state === 'kept' ? 'Kept' : 'Sent'}>
            <When at={mail.sentAt} timeZone={timeZone} />
          </Fact>
        )}
        {mail.state !== 'kept' && <Fact label="Tries">{mail.attempts}</Fact>}
        {mail.answer !== null && mail.state !== 'cancelled' && mail.state !== 'kept' && (
          <Fact label="Server’s answer">{mail.answer}</Fact>
        )}
      </DataList>
      {mail.link !== null && <LinkToTry link={mail.link} />}
      <MailPaper slug={slug} mail={mail} />
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

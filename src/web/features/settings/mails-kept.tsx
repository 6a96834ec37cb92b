import { Alert, type AlertProps } from '@mantine/core';
import { TextLink } from '../../ui/link';
import { useMailsKept } from './read-mail-settings';

/** Where people count on mail: says that none is sent, and who changes that; nothing where mail goes out. */
export function MailsKept({ slug, mb }: { slug: string } & Pick<AlertProps, 'mb'>) {
  if (!useMailsKept(slug)) return null;
  return (
    <Alert color="gray" variant="light" mb={mb} title="E-mails are kept here and not sent" role="note">
      No mail server is set. Until the operator of Usher sets one where it runs (<code>SMTP_URL</code>),
      invitations and notices can be read in the Outbox and reach nobody.{' '}
      <TextLink to="/s/$slug/settings" params={{ slug }} search={{ tab: 'mail' }} inherit underline="always">
        Settings, Mail
      </TextLink>
    </Alert>
  );
}

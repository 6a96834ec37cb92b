import { writeLetter } from '../../platform/mail/index.ts';
import type { MailRenderers } from './mail-renderers.ts';

/** The mails of this feature's own: the one that tries the mail server. */
export const outboxMails: MailRenderers = {
  test: ({ data, createdAt, toEmail }, { spaceName, timeZone }) => {
    const at = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone });
    const by = typeof data.by === 'string' && data.by !== '' ? data.by : 'An Admin';
    return writeLetter({
      spaceName,
      subject: `Test mail from ${spaceName}`,
      preview: 'Mail from Usher arrives.',
      heading: 'Mail arrives',
      blocks: [
        { p: `${by} sent this from the settings of ${spaceName}, to see whether mail arrives. It does.` },
        { facts: [['Sent', `${at.format(createdAt)} (${timeZone})`]] },
      ],
      footer: `Sent to ${toEmail} as a test. There is nothing to do.`,
    });
  },
};

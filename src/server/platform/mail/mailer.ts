import nodemailer from 'nodemailer';
import { judgeFailure, messageIdOf, splitAddress, type MailFailure } from './mail-rules.ts';

export interface Attachment {
  filename: string;
  content: Buffer;
  contentType: string;
}

export interface MailMessage {
  /** Id of the mail's row; the Message-ID is made from it and nothing else. */
  id: string;
  /** What stands before the sending address: the organisation's name. */
  fromName: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  attachments?: Attachment[];
}

/** What became of one try. `later`: try again; `refused`: never again; `kept`: there is no server. */
export interface Delivery {
  state: 'sent' | 'refused' | 'later' | 'kept';
  answer: string;
}

export interface Mailer {
  /** Tries once and never throws: a failure is an answer like another. */
  send(message: MailMessage): Promise<Delivery>;
  close(): void;
}

/**
 * Sends mail through the SMTP server of SMTP_URL over a few kept connections; without one every
 * mail is `kept`.
 * @param from is MAIL_FROM; its address sends, its name gives way to the organisation's.
 */
export function createMailer({ smtpUrl, from }: { smtpUrl: string | undefined; from: string }): Mailer {
  if (smtpUrl === undefined) {
    return {
      send: () => Promise.resolve({ state: 'kept', answer: 'No SMTP server is set; read it here.' }),
      close: () => undefined,
    };
  }
  const { address } = splitAddress(from);
  const transport = nodemailer.createTransport({
    ...serverOf(smtpUrl),
    pool: true,
    maxConnections: 5,
    maxMessages: 200,
    // Trying again is the outbox's, which waits longer each time.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, fromName, to, ...content }) {
      try {
        const sent = (await transport.sendMail({
          ...content,
          from: { name: fromName, address },
          to: { name: '', address: to },
          messageId: messageIdOf(id, from),
          headers: { 'Auto-Submitted': 'auto-generated' },
        })) as { response: string };
        return { state: 'sent', answer: sent.response.slice(0, 1000) };
      } catch (error) {
        return judgeFailure(error as MailFailure);
      }
    },
    close: () => transport.close(),
  };
}

/** The parts of `smtp[s]://user:password@host:port`; `?ignoreTLS=true` and the like are honoured. */
function serverOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const flag = (name: string) => url.searchParams.get(name) === 'true';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ignoreTLS: flag('ignoreTLS'),
    requireTLS: flag('requireTLS'),
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
  };
}

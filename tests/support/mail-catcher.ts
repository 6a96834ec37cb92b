import type { Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { deliveryOf } from '../../src/server/app.ts';
import { deliverMails } from '../../src/server/features/outbox/index.ts';
import type { TestApp, TestSpace } from './test-app.ts';

export interface CaughtMail {
  to: string;
  mail: ParsedMail;
  messageId: string;
  subject: string;
  html: string;
  text: string;
  /** The first link with a secret in it. */
  link: string | undefined;
}

interface Behaviour {
  /** Answers MAIL FROM with this error. */
  from?: () => Error | undefined;
  /** Answers RCPT with this error instead of taking the address. */
  rcpt?: (address: string) => Error | undefined;
  /** Answers the end of DATA with this error. */
  data?: (address: string) => Error | undefined;
  /** Takes the mail, then cuts the connection instead of saying so. */
  dropAfterData?: (address: string, subject: string) => boolean;
}

export interface MailCatcher {
  url: string;
  mails: CaughtMail[];
  behaviour: Behaviour;
  /** Stops listening; `start` listens at the same port again. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** What the delivery job of a test's application works with. */
export const deliveryDeps = (app: TestApp) => deliveryOf(app.application);

/** Sends what is due in a space, as the job does. */
export const deliver = (app: TestApp, space: TestSpace): Promise<number> =>
  deliverMails(deliveryDeps(app), space.id);

/** An answer of an SMTP server. */
export const smtpError = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/** A real SMTP server that keeps what it is sent and can be told to misbehave. */
export async function catchMails(): Promise<MailCatcher> {
  const catcher: MailCatcher = { url: '', mails: [], behaviour: {}, stop, start };
  let server: SMTPServer | undefined;
  let port = 0;

  async function start(): Promise<void> {
    const made = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onMailFrom: (_address, _session, done) => {
        done(catcher.behaviour.from?.());
      },
      onRcptTo: (address, _session, done) => {
        done(catcher.behaviour.rcpt?.(address.address));
      },
      onData: (stream, session, done) => {
        void (async () => {
          const mail = await simpleParser(stream);
          const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
          const refusal = catcher.behaviour.data?.(to);
          if (refusal) {
            done(refusal);
            return;
          }
          catcher.mails.push(caught(to, mail));
          const drop = catcher.behaviour.dropAfterData?.(to, mail.subject ?? '');
          if (drop) socketsOf(made).forEach((socket) => socket.destroy());
          else done();
        })();
      },
    });
    made.on('error', () => undefined);
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve));
    const address = made.server.address();
    port = typeof address === 'object' && address ? address.port : port;
    catcher.url = `smtp://127.0.0.1:${String(port)}?ignoreTLS=true`;
    server = made;
  }

  async function stop(): Promise<void> {
    const stopping = server;
    server = undefined;
    if (!stopping) return;
    const closed = new Promise<void>((resolve) => stopping.close(resolve));
    socketsOf(stopping).forEach((socket) => socket.destroy());
    await closed;
  }

  await start();
  onTestFinished(stop);
  return catcher;
}

function caught(to: string, mail: ParsedMail): CaughtMail {
  const text = mail.text ?? '';
  return {
    to,
    mail,
    messageId: mail.messageId ?? '',
    subject: mail.subject ?? '',
    html: mail.html || '',
    text,
    link: /https?:\/\/\S*usher_\S+/.exec(text)?.[0],
  };
}

function socketsOf(server: SMTPServer): Socket[] {
  const connections = (server as unknown as { connections: Set<{ _socket?: Socket }> }).connections;
  return [...connections].flatMap(({ _socket }) => (_socket ? [_socket] : []));
}

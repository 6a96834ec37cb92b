import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** A real SMTP server that keeps what it is sent, and refuses whoever's name begins with `nobody`. */
export async function catchMails() {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (!address.startsWith('nobody')) done();
      else done(Object.assign(new Error('5.1.1 There is no such mailbox'), { responseCode: 550 }));
    },
    onData: (stream, session, done) => {
      simpleParser(stream, {}, (error, mail) => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        if (!error) mails.push({ to, subject: mail.subject ?? '', text: mail.text ?? '' });
        done(error);
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    async newest(address: string, subject: RegExp): Promise<string> {
      for (let attempt = 0; attempt < 150; attempt += 1) {
        const found = mails.findLast((mail) => mail.to === address && subject.test(mail.subject));
        if (found) return found.text;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`no mail to ${address} came; there are ${mails.map(({ to }) => to).join() || 'none'}`);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  };
}

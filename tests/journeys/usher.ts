import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { catchMails } from './mails.ts';

export interface Usher {
  url: string;
  /** Runs the operator's command line beside the server and reads its JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers as programs do
  run(...args: string[]): any;
  /** With `withMail`: the newest mail to an address, waited for, as its plain text. */
  mailTo(address: string, subject?: RegExp): Promise<string>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${String(child.exitCode)}`);
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not answer within a minute');
}

/** The real thing, on a machine of one's own: a server with the embedded database, for each test. */
export const test = base.extend<{ usher: Usher; withMail: boolean }>({
  /** True: with a real SMTP server beside it, as an organisation has one. */
  withMail: [false, { option: true }],
  usher: async ({ withMail }, use) => {
    const mails = withMail ? await catchMails() : undefined;
    const port = await freePort();
    const dataDir = mkdtempSync(join(tmpdir(), 'usher-journey-'));
    const url = `http://localhost:${String(port)}`;
    const env = {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      DATABASE_URL: '',
      SMTP_URL: mails?.url ?? '',
      PUBLIC_URL: '',
    };
    const child = spawn('script/server', { env, stdio: ['ignore', 'ignore', 'inherit'] });
    try {
      await answers(url, child);
      await use({
        url,
        run: (...args) =>
          JSON.parse(execFileSync('script/usher', [...args, '--json'], { env }).toString()) as unknown,
        mailTo: (address, subject = /./) => {
          if (!mails) throw new Error('this journey has no mail: test.use({ withMail: true })');
          return mails.newest(address, subject);
        },
      });
    } finally {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await mails?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
});

/** Every rule of axe, on the screen as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

export { expect } from '@playwright/test';

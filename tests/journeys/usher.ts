import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import pg from 'pg';
import { attachEmbedded } from '../../src/server/platform/database/embedded.ts';
import { freePort, startServer, type ServerProcess } from '../support/server-process.ts';
import { startSshd, type Sshd } from '../support/sshd.ts';
import { catchMails } from './mails.ts';

export interface Usher extends Pick<ServerProcess, 'url' | 'run' | 'printed'> {
  /** With `withMail`: the newest mail to an address, waited for, as its plain text. */
  mailTo(address: string, subject?: RegExp): Promise<string>;
  /** Lets a link's time run out, which no door does. */
  expireLink(address: string): Promise<void>;
}

interface Options {
  withMail: boolean;
  settings: Record<string, string>;
  onFreshMachine: boolean;
}

/**
 * The real thing, on a machine of one's own: a server with the embedded database, for each test; and for those
 * that ask for it an SFTP server of the organisation's.
 */
export const test = base.extend<Options & { usher: Usher; sshd: Sshd }>({
  /** More of the server's environment. */
  settings: [{}, { option: true }],
  /** True: with a real SMTP server beside it, as an organisation has one. */
  withMail: [false, { option: true }],
  /** True: nothing is there yet, not even the database; else its first start is behind it. */
  onFreshMachine: [false, { option: true }],
  usher: async ({ withMail, settings, onFreshMachine }, use) => {
    const mails = withMail ? await catchMails() : undefined;
    const dataDir = mkdtempSync(join(tmpdir(), 'usher-journey-'));
    const started = process.env.STARTED_DATA_DIR;
    if (!onFreshMachine && started) execFileSync('cp', ['-a', `${started}/.`, dataDir]);
    const server = await startServer({
      PORT: String(await freePort()),
      DATA_DIR: dataDir,
      SMTP_URL: mails?.url ?? '',
      ...settings,
    });
    try {
      await use({
        url: server.url,
        run: (...args) => server.run(...args) as unknown,
        printed: () => server.printed(),
        expireLink: (address) => expireLink(dataDir, address),
        mailTo: (address, subject = /./) => {
          if (!mails) throw new Error('this journey has no mail: test.use({ withMail: true })');
          return mails.newest(address, subject);
        },
      });
    } finally {
      await server.stop();
      await mails?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
  // Playwright reads from the first parameter what else is needed: nothing.
  sshd: async ({}, use) => {
    const ends: (() => void | Promise<void>)[] = [];
    const sshd = await startSshd((clean) => void ends.push(clean));
    try {
      await use(sshd);
    } finally {
      for (const end of ends) await end();
    }
  },
});

async function expireLink(dataDir: string, address: string): Promise<void> {
  const url = new URL((await attachEmbedded({ dataDir }))?.superUrl ?? '');
  const client = new pg.Client({ connectionString: Object.assign(url, { pathname: '/usher' }).href });
  await client.connect();
  const { rowCount } = await client.query(
    `update invitations i set expires_at = now() - interval '1 minute'
     from users u where u.space_id = i.space_id and u.id = i.user_id and u.email = $1`,
    [address],
  );
  await client.end();
  expect(rowCount).toBe(1);
}

/** Every rule of axe, on the screen as it is now. No frames of other origins: one page does for it. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

export { expect } from '@playwright/test';

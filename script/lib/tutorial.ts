// The tutorial: adding seats and inviting, on a demo of its own, by the words a person reads.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { freePort, startServer } from '../../tests/support/server-process.ts';
import { startFilm } from './film.ts';
import { press, showPointer } from './pointer.ts';

const most = 4_000_000;
const folder = 'src/web/public';
const size = { width: 1280, height: 720 };

async function enter(page: Page, url: string, email: string, password: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Total Seats' })).toContainText('155');
}

async function play(page: Page) {
  const film = await startFilm(page);
  const total = page.getByRole('region', { name: 'Total Seats' });
  await film.say('Users shows how many seats you have, and who holds them. Here all 155 are taken.', 5);
  await film.say('Eleven people wait for a seat, so more are needed. Press Manage.', 2.5);
  await press(page, total.getByRole('button', { name: 'Manage' }));
  const adding = page.getByRole('dialog', { name: 'Add Seats' });
  const field = adding.getByLabel('Seats to add');
  await expect(field).toBeFocused();
  await film.say('Say how many: from 10 to 1,000 at a time.', 1.5);
  await field.fill('');
  await field.pressSequentially('25', { delay: 350 });
  const confirm = adding.getByRole('button', { name: /^Add seats · / });
  await expect(confirm).toBeVisible();
  await film.say('The price is there before you confirm: this period’s share, tax, and the next renewal.', 6);
  await press(page, confirm);
  const added = page.getByRole('dialog', { name: 'Seats added' });
  await expect(added).toBeVisible({ timeout: 30_000 });
  await film.say('Those who waited got theirs first; the rest is available. Every Admin gets an e-mail.', 6);
  await press(page, added.getByRole('button', { name: 'Invite users' }));
  const inviting = page.getByRole('dialog', { name: 'Invite users' });
  const addresses = inviting.getByLabel('E-mail addresses');
  await expect(addresses).toBeVisible();
  await film.say('Now invite: type or paste addresses, in any usual form.', 2);
  await addresses.pressSequentially('Ada Lovelace <ada@demo.example>, grace@demo.example', { delay: 45 });
  await addresses.press('Tab');
  await film.say('You see what is right before anything is sent, and how many seats it takes.', 5);
  await press(page, inviting.getByRole('button', { name: /^Invite 2/ }));
  await expect(inviting.getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 30_000 });
  await film.say('Both are on their way. Each e-mail has one button, and they are in.', 4);
  await press(page, inviting.getByRole('button', { name: 'Done' }));
  await expect(inviting).toBeHidden();
  await film.say(
    'The cards have moved along: 180 seats, and two more people unclaimed until they sign in.',
    5,
  );
  return film.end(
    {
      video: join(folder, 'tutorial.mp4'),
      poster: join(folder, 'tutorial.jpg'),
      captions: join(folder, 'tutorial.vtt'),
    },
    0,
  );
}

const dataDir = mkdtempSync(join(tmpdir(), 'usher-tutorial-'));
const port = String(await freePort());
const server = await startServer({ PORT: port, DATA_DIR: dataDir });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const demo = server.run('demo') as { email: string; password: string };
  const page = await browser.newPage({ viewport: size, locale: 'en-GB', colorScheme: 'light' });
  await showPointer(page);
  await enter(page, server.url, demo.email, demo.password);
  const seconds = await play(page);
  const bytes = statSync(join(folder, 'tutorial.mp4')).size;
  process.stdout.write(`${seconds.toFixed(0)} s, ${String(bytes)} bytes\n`);
  if (bytes >= most) throw new Error('The video is larger than 4 MB.');
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

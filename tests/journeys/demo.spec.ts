import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { settled } from './people.ts';
import { expect, expectAccessible, test } from './usher.ts';

const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };

/** The screen at both sizes, light and dark: accessible, and nothing scrolls sideways. */
async function expectRight(page: Page): Promise<void> {
  for (const size of [wide, narrow])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await settled(page);
      await expectAccessible(page);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThan(1);
    }
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** With PICTURES set to a folder, the pictures of the README are taken on the way. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await settled(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

test('one click into the demo: its Users, Outbox, Settings and Help', async ({ page, usher }) => {
  test.setTimeout(180_000);
  await page.goto(usher.url);
  await expect(page.getByText('Look round first')).toBeVisible();
  await page.getByRole('button', { name: 'Open the demo' }).click();
  await expect(page).toHaveURL(/\/s\/demo\/users/, { timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'Total Seats' })).toContainText('155');
  await expect(page.getByRole('region', { name: 'Available Seats' })).toContainText('11 waiting for a seat');
  const note = page.getByRole('alert').filter({ hasText: 'sign in with the password' });
  await expect(note).toContainText('abena.mensah@demo.example');
  await note.getByRole('button').click();
  await expect(note).toBeHidden();
  expect(usher.run('verify')).toMatchObject({ ok: true, differences: [] });
  await picture(page, 'users');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'users-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(narrow);
  await picture(page, 'users-phone');
  await page.setViewportSize(wide);
  await page.getByRole('region', { name: 'Total Seats' }).getByRole('button', { name: 'Manage' }).click();
  const adding = page.getByRole('dialog', { name: 'Add Seats' });
  await adding.getByLabel('Seats to add').fill('25');
  await expect(adding.getByRole('button', { name: /^Add seats · £/ })).toBeVisible();
  await picture(page, 'add-seats');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Outbox' }).click();
  const mails = page.getByRole('table', { name: 'E-mails' });
  await expect(mails).toContainText('CSV upload is held and waits for you');
  await expectRight(page);
  await picture(page, 'outbox');
  await page.getByRole('button', { name: '3 mails refused' }).click();
  await expect(mails.getByRole('row')).toHaveCount(4);
  await page.getByRole('searchbox', { name: 'Search by name or address' }).fill('nobody at all');
  await expect(page.getByRole('heading', { name: 'No e-mail matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await page.getByRole('searchbox', { name: 'Search by name or address' }).fill('wei chen');
  await expect(mails.getByRole('row')).toHaveCount(2);
  await mails.getByText('Your invitation to Demo').click();
  const mail = page.getByRole('dialog', { name: 'Your invitation to Demo' });
  await expect(mail).toContainText('250 2.0.0 Ok');
  const paper = mail.frameLocator('iframe');
  await expect(paper.getByRole('heading', { name: 'Join Demo' })).toBeVisible();
  await mail.getByText('Plain text').click();
  await expect(mail.locator('pre')).toContainText('/claim/(hidden)');
  await expectRight(page);
  const [claiming] = await Promise.all([
    page.context().waitForEvent('page'),
    mail.getByRole('link', { name: 'Open the link' }).click(),
  ]);
  await expect(claiming.getByRole('heading', { name: 'Join Demo' })).toBeVisible();
  await claiming.close();
  await mail.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('A fresh invitation is on its way to wei.chen@demo.example.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(mails.getByRole('row')).toHaveCount(3);

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByLabel('Name of the space')).toHaveValue('Demo');
  await expectRight(page);
  await page.getByRole('tab', { name: 'Mail' }).click();
  await page.getByRole('button', { name: 'Send test mail' }).click();
  await expect(page.getByText('No mail server is set: the mail was kept in the Outbox.')).toBeVisible();
  await expectRight(page);

  await page.getByRole('link', { name: 'Help on this page' }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 2 })).toBeInViewport();
  await expectRight(page);
  await page.getByRole('searchbox', { name: 'Search this guide' }).fill('link expired');
  await page.getByRole('link', { name: 'What each card means' }).click();
  await expect(page.getByRole('heading', { name: 'What each card means' })).toBeInViewport();
  await page.getByText('What it shows, in words').click();
  await expect(page.getByText('The price is there before you confirm')).toBeVisible();
  const video = page.getByLabel('Tutorial: adding seats and inviting');
  await video.evaluate((element: HTMLVideoElement) => element.play());
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(0);
  await page.getByRole('tab', { name: 'Operators' }).click();
  await expect(page.getByRole('heading', { name: 'Backup and restore' })).toBeVisible();
});

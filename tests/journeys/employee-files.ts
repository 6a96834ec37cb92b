import { expect, type Locator, type Page } from '@playwright/test';
import type { Sshd } from '../support/sshd.ts';

/** Uploads a file of employees on the Data sync page, and waits until its run is open. */
export async function upload(page: Page, slug: string, name: string, lines: string[], byItself = false) {
  await page.goto(new URL(`/s/${slug}/sync?open=upload`, page.url()).href);
  const dialog = page.getByRole('dialog', { name: 'Upload a CSV' });
  await dialog.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`${lines.join('\r\n')}\r\n`),
  });
  if (byItself) await dialog.getByLabel('Apply it by itself').check();
  await dialog.getByRole('button', { name: 'Compare this file' }).click();
  await expect(page).toHaveURL(/run=/);
}

/** That the run which is open has been applied. */
export const applied = (page: Page) =>
  page.getByRole('region', { name: 'This run' }).getByText('Applied', { exact: true });

/** Presses the button that says what a run does, on the page and in its confirmation. */
export async function confirm(page: Page, button: string, told: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(told);
  await dialog.getByRole('button', { name: button }).click();
  await expect(dialog).toBeHidden();
}

/** Where an SFTP server is and who signs in there, in the dialog that sets a source up. */
export async function fillAccount(dialog: Locator, sshd: Sshd): Promise<void> {
  await dialog.getByLabel('Host').fill(sshd.host);
  await dialog.getByLabel('Port').fill(String(sshd.port));
  await dialog.getByLabel('User').fill(sshd.user);
  await dialog.getByLabel('Private key').fill(sshd.privateKey);
  await dialog.getByLabel('Folder').fill(sshd.folder);
}

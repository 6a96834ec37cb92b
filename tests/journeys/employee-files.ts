import { expect, type Page } from '@playwright/test';

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

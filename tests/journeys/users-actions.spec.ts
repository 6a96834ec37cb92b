import type { Page } from '@playwright/test';
import { api, claim, enterAsOwner, invite, linkIn } from './people.ts';
import { expect, expectAccessible, test } from './usher.ts';

test.use({ withMail: true });

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });
const available = (page: Page) => page.getByRole('region', { name: 'Available Seats', includeHidden: true });

async function menu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('actions on one and on many say what they will do, and can be taken back', async ({ page, usher }) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  const names = ['Ada Lovelace', 'Grace Hopper', 'Tom Hale', 'Kim Chen'];
  await api(page, 'POST', `${slug}/users`, {
    users: names.map((name) => {
      const [firstName, lastName] = name.split(' ');
      return { email: `${String(firstName).toLowerCase()}@acme.test`, firstName, lastName };
    }),
  });
  const her = await page.context().browser()!.newContext();
  await claim(await her.newPage(), linkIn(await usher.mailTo('ada@acme.test')), 'Acme');
  await expect(page.getByRole('region', { name: 'Active Users' })).toContainText('2');

  // Unclaimed: Resend and Delete, no Deactivate. Active: Deactivate.
  await page.getByRole('button', { name: 'Actions for Grace Hopper' }).click();
  await expect(page.getByRole('menuitem')).toHaveText([
    'Resend invitation',
    'Make Admin',
    'Edit details',
    'Delete',
  ]);
  await page.keyboard.press('Escape');
  await menu(page, 'Ada Lovelace', 'Deactivate');
  const dialog = page.getByRole('dialog', { name: 'Deactivate Ada Lovelace?' });
  await expect(dialog).toContainText('Frees 1 seat: Available 25 → 26.');
  await dialog.getByLabel('Reason').fill('On leave');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByText('Ada Lovelace deactivated')).toBeVisible();
  await expect(available(page)).toContainText('26');
  await expect(row(page, 'Ada Lovelace')).toHaveCount(0);
  await page.getByText('1 deactivated user hidden').getByRole('button', { name: 'Show' }).click();
  await expect(row(page, 'Ada Lovelace')).toContainText('By olive@acme.test: On leave');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(available(page)).toContainText('25');
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(row(page, 'Ada Lovelace')).toContainText('Active');

  // Many: those chosen, with who is left out and why; deleting asks to type.
  await page.getByRole('checkbox', { name: 'Choose all that are shown' }).click();
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const remove = page.getByRole('dialog', { name: 'Delete 4 users?' });
  await expect(remove).toContainText('Frees 4 seats: Available 25 → 29.');
  await expect(remove).toContainText('Leaves 1 of the 5 chosen as they are: the last Admin stays.');
  await expectAccessible(page);
  const button = remove.getByRole('button', { name: 'Delete 4 users' });
  await expect(button).toBeDisabled();
  await remove.getByLabel('Type delete to confirm').fill('delete');
  await button.click();
  await expect(page.getByText('4 users deleted')).toBeVisible();
  await expect(available(page)).toContainText('29');
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Results' }).click();
  expect((await file).suggestedFilename()).toBe('results.csv');
  await expect(page.getByText('You are the first here')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Invite users' })).toHaveCount(1);
  await her.close();
});

test('two Admins: each sees what the other does, without losing their place; the one switched off is out', async ({
  page,
  usher,
  browser,
}) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  await api(page, 'POST', `${slug}/users`, {
    users: [{ email: 'grace@acme.test', firstName: 'Grace', lastName: 'Hopper', role: 'admin' }],
  });
  const other = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const hers = await other.newPage();
  await claim(hers, linkIn(await usher.mailTo('grace@acme.test')), 'Acme');
  await expect(hers.getByRole('region', { name: 'Total Seats' })).toContainText('2');
  await hers.getByRole('checkbox', { name: 'Choose olive@acme.test' }).check();

  await invite(page, slug, { email: 'aaron@acme.test', firstName: 'Aaron', lastName: 'First' });
  await expect(row(hers, 'Aaron First')).toBeVisible();
  await expect(available(hers)).toContainText('27');
  await expect(hers.getByRole('checkbox', { name: 'Choose olive@acme.test' })).toBeChecked();
  await hers.getByRole('row', { name: /Aaron First/ }).click();
  const panel = hers.getByRole('dialog', { name: 'Aaron First' });
  await expect(panel.getByRole('region', { name: 'Invitation' })).toContainText('Sent');
  const aaron = await browser.newPage();
  await aaron.goto(linkIn(await usher.mailTo('aaron@acme.test')));
  await expect(panel.getByRole('region', { name: 'Invitation' })).toContainText('Opened the page');
  await aaron.close();
  await panel.getByRole('button', { name: 'Edit details' }).click();
  const edit = hers.getByRole('dialog', { name: 'Details of Aaron First' });
  await edit.getByLabel('Department').fill('Typed and not kept yet');

  // Offline says so, and what is typed stays; the same when the session ends.
  await other.setOffline(true);
  await expect(hers.getByText('No connection to Usher')).toBeVisible();
  await edit.getByRole('button', { name: 'Keep changes' }).click();
  await expect(edit.getByRole('alert')).toContainText('cannot be reached');
  await other.setOffline(false);
  await expect(hers.getByText('No connection to Usher')).toBeHidden();
  await expect(edit.getByLabel('Department')).toHaveValue('Typed and not kept yet');
  await other.clearCookies();
  await edit.getByRole('button', { name: 'Keep changes' }).click();
  const ended = hers.getByRole('dialog', { name: 'Your session has ended' });
  // Above the dialog that is open: it can be clicked.
  await ended.getByRole('link', { name: 'Sign in in a new tab' }).click({ trial: true });
  await expect(edit.getByLabel('Department')).toHaveValue('Typed and not kept yet');

  // Signed in again, she is switched off while her page is open.
  await hers.goto(`${usher.url}/sign-in`);
  await hers.getByLabel('E-mail').fill('grace@acme.test');
  await hers.getByRole('textbox', { name: 'Password' }).fill('a long enough password');
  await hers.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(available(hers)).toContainText('27');
  await menu(page, 'Grace Hopper', 'Deactivate');
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(hers.getByRole('heading', { name: 'You are no longer in Acme' })).toBeVisible();
  await expectAccessible(hers);
  await other.close();

  // Who looks for her by name is told where she is.
  await page.getByRole('searchbox', { name: 'Search users' }).fill('grace hop');
  await expect(page.getByRole('heading', { name: 'No user matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Look among the deactivated' }).click();
  await expect(row(page, 'Grace Hopper')).toBeVisible();
});

import type { Locator, Page, Route } from '@playwright/test';
import { api, claim, enterAsOwner, linkIn } from './people.ts';
import { expect, expectAccessible, test } from './usher.ts';

test.use({ withMail: true });

const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

/** Every rule of axe, wide and narrow, light and dark; ends as it began. */
async function expectAccessibleEverywhere(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of sizes) {
      await page.setViewportSize(size);
      await expectAccessible(page);
    }
  }
}

const openDialog = async (page: Page): Promise<Locator> => {
  await page.getByRole('button', { name: 'Invite users' }).first().click();
  return page.getByRole('dialog', { name: 'Invite users' });
};

const numbered = (n: number, name: string) =>
  Array.from({ length: n }, (_, i) => `${name}${String(i + 1)}@acme.test`).join('\n');

test('a paste with mistakes is put right and sent once; too few seats have three ways on', async ({
  page,
  usher,
}) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  await api(page, 'POST', `${slug}/users`, { users: [{ email: 'grace@acme.test' }] });
  const dialog = await openDialog(page);
  const box = dialog.getByLabel('E-mail addresses');
  await expect(box).toBeFocused();
  await box.fill('Ada Lovelace <ada@acme.test>; grace@acme.test\nADA@acme.test, alan turing, bert@gmial.com');
  const people = dialog.getByRole('list', { name: 'People' });
  await expect(people.getByRole('listitem')).toHaveCount(5);
  await expect(people).toContainText('Invited already, has not claimed yet');
  await expect(people).toContainText('Stands further up already');
  await expect(dialog.getByText('Takes 2 seats of 28 available; 26 remain.')).toBeVisible();
  await expectAccessibleEverywhere(page);

  await people.getByRole('button', { name: 'Use gmail.com' }).click();
  await people.getByRole('button', { name: 'Correct', exact: true }).click();
  await people.getByRole('textbox', { name: 'E-mail' }).fill('alan@acme.test');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue(
    'Ada Lovelace <ada@acme.test>; grace@acme.test\nADA@acme.test, alan@acme.test, bert@gmail.com',
  );
  await dialog.getByRole('button', { name: '1 duplicate' }).click();
  await dialog.getByRole('button', { name: 'Remove it' }).click();
  await dialog.getByRole('button', { name: 'Add a message of your own' }).click();
  await dialog.getByLabel('Your message (optional)').fill('See you on Monday.');
  await dialog.getByRole('button', { name: 'Invite 3 users' }).dblclick();
  await expect(dialog.getByRole('status')).toHaveText('3 users invited');
  await expectAccessibleEverywhere(page);
  const mail = await usher.mailTo('ada@acme.test');
  expect(mail).toContain('Hello Ada');
  expect(mail).toContain('See you on Monday.');

  // The answer is lost on its way back: going on invites nobody twice.
  await dialog.getByRole('button', { name: 'Invite more' }).click();
  await box.fill('lost@acme.test');
  const lose = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await page.route(`**/api/v1/spaces/${slug}/users`, lose, { times: 1 });
  await dialog.getByRole('button', { name: 'Invite 1 user' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Going on invites nobody twice.');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog.getByRole('status')).toHaveText('1 user invited');

  // 24 seats are left for 40: back, then more seats, and what was typed is still there.
  await dialog.getByRole('button', { name: 'Invite more' }).click();
  await box.fill(numbered(40, 'person'));
  await dialog.getByRole('button', { name: 'Invite 40 users' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('There are 24 seats for 40 users');
  await expectAccessibleEverywhere(page);
  await dialog.getByRole('button', { name: 'Go back' }).click();
  await expect(box).toHaveValue(numbered(40, 'person'));
  await dialog.getByRole('button', { name: 'Invite 40 users' }).click();
  await dialog.getByRole('button', { name: 'Add 16 seats' }).click();
  const addSeats = page.getByRole('dialog', { name: 'Add Seats' });
  await expect(addSeats.getByLabel('Seats to add')).toHaveValue('16');
  await addSeats.getByRole('button', { name: /^Add seats ·/ }).click();
  await page
    .getByRole('dialog', { name: 'Seats added' })
    .getByRole('button', { name: 'Invite users' })
    .click();
  await expect(dialog.getByText('Takes 40 seats of 40 available; 0 remain.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Invite 40 users' }).click();
  await expect(dialog.getByRole('status')).toHaveText('40 users invited');

  // None is left: the rest waits, and the first of them comes in when somebody goes.
  await dialog.getByRole('button', { name: 'Invite more' }).click();
  await box.fill('first@acme.test, second@acme.test');
  await dialog.getByRole('button', { name: 'Invite 2 users' }).click();
  await dialog.getByRole('button', { name: 'Let 2 wait' }).click();
  await expect(dialog.getByRole('status')).toHaveText('2 users waiting for a seat');
  await dialog.getByRole('button', { name: 'Done' }).click();
  const available = page.getByRole('region', { name: 'Available Seats' });
  await expect(available).toContainText('2 waiting for a seat');
  await page.getByRole('button', { name: 'Actions for grace@acme.test' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const gone = page.getByRole('dialog', { name: /^Delete/ });
  await gone.getByRole('textbox').fill('delete');
  await gone.getByRole('button', { name: /^Delete/ }).click();
  await expect(available).toContainText('1 waiting for a seat');
  expect(await usher.mailTo('first@acme.test')).toContain('has invited you');
});

test('10,000 rows of a CSV file: judged, put right, sent with progress, and told in a file', async ({
  page,
  usher,
}) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  for (let i = 0; i < 10; i += 1) await api(page, 'POST', `${slug}/seat-orders`, { seats: 1000 });
  const dialog = await openDialog(page);
  await dialog.getByRole('tab', { name: 'CSV file' }).click();
  const template = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download a template' }).click();
  expect((await template).suggestedFilename()).toBe('invite-users.csv');
  await expectAccessible(page);
  const rows = Array.from(
    { length: 10_000 },
    (_, i) => `Person,Number ${String(i)},p${String(i)}@acme.test,${i === 7 ? 'boss' : 'member'},Sales,12`,
  );
  const csv = ['First name,Last name,E-mail,Role,Department,Phone', ...rows].join('\n');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(dialog.getByText('people.csv · 10,000 rows')).toBeVisible();
  await expect(dialog.getByText('Not read: Phone')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '9,999 to invite' })).toBeVisible();
  await dialog.getByRole('button', { name: '1 mistake' }).click();
  const people = dialog.getByRole('list', { name: 'People' });
  await people.getByRole('button', { name: 'Correct', exact: true }).click();
  await people.getByRole('textbox', { name: 'Role' }).fill('admin');
  await people.getByRole('button', { name: 'Done' }).click();
  await expectAccessibleEverywhere(page);
  await dialog.getByRole('button', { name: 'Invite 10,000 users' }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await expect(dialog.getByRole('status')).toHaveText('10,000 users invited', { timeout: 60_000 });
  const result = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download the result of 10,000' }).click();
  expect((await result).suggestedFilename()).toBe(`invited-${slug}.csv`);
  const seats = await page.request.get(`${usher.url}/api/v1/spaces/${slug}/seats`);
  expect(await seats.json()).toMatchObject({ invited: 10_001, available: 29 });
});

test('an open link: made, followed, proven by mail, claimed, switched off', async ({
  page,
  usher,
  browser,
}) => {
  test.slow();
  await enterAsOwner(page, usher);
  const dialog = await openDialog(page);
  await dialog.getByRole('tab', { name: 'Open link' }).click();
  await dialog.getByLabel('E-mail domains (optional)').fill('acme.test');
  await dialog.getByLabel('At most (optional)').fill('2');
  await expectAccessibleEverywhere(page);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const shown = dialog.getByLabel('Open link', { exact: true }).and(dialog.getByRole('textbox'));
  await expect(shown).toHaveValue(/\/join\/usher_link_/);
  await expectAccessibleEverywhere(page);

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const her = await phone.newPage();
  await her.goto(await shown.inputValue());
  await expect(her.getByRole('heading', { name: 'Join Acme' })).toBeVisible();
  await expectAccessible(her);
  await her.getByLabel('Your e-mail').fill('ada@other.test');
  await her.getByRole('button', { name: 'Send me the way in' }).click();
  await expect(her.getByText('This link takes addresses at acme.test.')).toBeVisible();
  await her.getByLabel('Your e-mail').fill('ada@acme.test');
  await her.getByRole('button', { name: 'Send me the way in' }).click();
  await expect(her.getByRole('heading', { name: 'Look in your inbox' })).toBeVisible();
  await expectAccessible(her);
  const way = linkIn(await usher.mailTo('ada@acme.test'));
  await claim(her, way, 'Acme');
  await expect(her).toHaveURL(/\/me$/);
  await expect(dialog).toContainText('1 of 2 users joined by it');

  await her.goto(way);
  await expect(her.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await dialog.getByRole('alert').getByRole('button', { name: 'Switch off' }).click();
  await expect(dialog.getByRole('button', { name: 'Make the link' })).toBeVisible();
  await phone.close();
});

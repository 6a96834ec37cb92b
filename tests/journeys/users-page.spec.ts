import type { Page } from '@playwright/test';
import { api, claim, settled } from './people.ts';
import { expect, expectAccessible, test, type Usher } from './usher.ts';

const firstNames = ['Ada', 'Grace', 'Tom', 'Noor', 'Élodie', 'Bartholomew'];
const lastNames = ['Lovelace', 'Hopper', 'Hale', 'Haddad', 'Featherstonehaugh-Wolfeschlegelsteinhausen'];

/** A space of many, whose Owner stands on the Users page. */
async function enterAmong(page: Page, usher: Usher, people: number, seats: number): Promise<void> {
  const made = usher.run(
    'space',
    'create',
    '--name',
    'Acme',
    '--owner-email',
    'olive@acme.test',
    '--seats',
    String(seats),
  ) as {
    ownerClaimUrl: string;
    space: { slug: string };
  };
  await claim(page, made.ownerClaimUrl, 'Acme');
  await expect(page).toHaveURL(/\/users/);
  const users = Array.from({ length: people }, (_, i) => ({
    email: `p${String(i).padStart(4, '0')}@acme.test`,
    firstName: firstNames[i % firstNames.length],
    lastName: lastNames[i % lastNames.length],
    employeeId: `E-${String(i)}`,
    department: i % 2 === 0 ? 'Sales' : 'Research and Advanced Product Development',
  }));
  await api(page, 'POST', `${made.space.slug}/users`, { users });
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const rows = (page: Page) => page.locator('tbody tr[data-index]');

async function everyLook(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      await settled(page);
      await expectAccessible(page);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('cards and list say the same, whatever filters them, and each number lists those it counts', async ({
  page,
  usher,
}) => {
  test.slow();
  await enterAmong(page, usher, 12, 20);
  await page.reload();
  await expect(page.getByRole('heading', { name: '13 users' })).toBeVisible();
  await expect(card(page, 'Total Seats')).toContainText(/20\s*seats\s*13\s*Invited Users/);
  await expect(card(page, 'Available Seats')).toContainText('7');
  await expect(card(page, 'Active Users')).toContainText('1');
  await everyLook(page);

  await page.getByRole('combobox', { name: 'Last Activity' }).click();
  await page.getByRole('option', { name: 'Never Logged In' }).click();
  await expect(page.getByRole('heading', { name: '12 users never logged in' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resend to all 12' })).toBeVisible();
  await expect(card(page, 'Total Seats')).toContainText(/12\s*Invited Users\s*·?\s*of 20 seats/);
  await expect(card(page, 'Unclaimed Invites')).toContainText('12');
  await expect(card(page, 'Active Users').getByRole('link')).toHaveText('0');
  await expect(card(page, 'Available Seats')).toContainText('for the whole space');
  await expect(page.getByText('Filtered', { exact: true })).toHaveCount(3);
  await expect(card(page, 'Available Seats').getByText('Filtered')).toHaveCount(0);
  await everyLook(page);
  // A number lists exactly those it counts, also where that is nobody.
  await card(page, 'Active Users').getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'No user matches' })).toBeVisible();
  await page.goBack();

  await card(page, 'Unclaimed Invites')
    .getByRole('button', { name: /^Why this number/ })
    .click();
  const why = page.getByRole('dialog', { name: /^Why this number/ });
  await expect(why).toContainText(/Invited Users\s*12\s*Active Users\s*− 0\s*Unclaimed Invites\s*= 12/);
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  // What an address names that there is not is taken out of it.
  const strange = new URL('?status=actve&role=member,boss&sort=size&user=zoe', page.url());
  await page.goto(strange.href);
  await expect(page.getByRole('heading', { name: '12 users match the filters' })).toBeVisible();
  await expect(page).toHaveURL(/\/users\?role=member$/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await card(page, 'Active Users').getByRole('link').click();
  await expect(page.getByRole('heading', { name: '1 active user' })).toBeVisible();
});

test('a thousand rows: nothing jumps, the end is reached, and the address holds the view', async ({
  page,
  usher,
}) => {
  test.slow();
  await enterAmong(page, usher, 1000, 1100);
  await page.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        Object.assign(window, { shifted: (window as unknown as { shifted: number }).shifted + entry.value });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: '1,001 users' })).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(0.01);

  // On paper stands all that has been read, black on white, without what one acts with.
  const seen = await rows(page).count();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(rows(page)).toHaveCount(100);
  await expect(page.getByText('Showing 100 of 1,001 · Export gives all of them as CSV')).toBeVisible();
  for (const name of ['Invite users', 'Manage', 'E-mail'])
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible({ visible: name === 'E-mail' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(rows(page).first()).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await expect(rows(page)).toHaveCount(seen);
  expect(seen).toBeLessThan(60);

  await page.getByRole('button', { name: 'E-mail' }).click();
  await expect(page).toHaveURL(/sort=email/);
  await expect(rows(page).first()).toContainText('olive@acme.test');
  await expect
    .poll(
      async () => {
        await page.evaluate(() => {
          window.scrollTo(0, document.body.scrollHeight);
        });
        return rows(page).last().getAttribute('aria-rowindex');
      },
      { timeout: 60_000 },
    )
    .toBe('1002');
  await expect(rows(page).last()).toContainText('p0999@acme.test');

  const search = page.getByRole('searchbox', { name: 'Search users' });
  await search.fill('featherstone noor');
  await expect(page.getByRole('heading', { name: /^\d+ users match the filters$/ })).toBeVisible();
  await search.fill('p0001@acme.test, E-7, nobody@acme.test');
  await expect(page.getByText('2 of 3 found; missing: nobody@acme.test')).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Choose all that are shown' }).click();
  await expect(page.getByText('2 users chosen')).toBeVisible();
  await page.reload();
  await expect(page.getByText('2 users chosen')).toBeVisible();
  await expect(search).toHaveValue('p0001@acme.test, E-7, nobody@acme.test');
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 users chosen')).toBeHidden();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toBe('users.csv');
});

test('by keyboard alone: search, rows, the panel with its story, the list of keys, and back', async ({
  page,
  usher,
}) => {
  test.slow();
  await enterAmong(page, usher, 12, 20);
  await page.reload();
  await expect(rows(page)).toHaveCount(13);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search users' })).toBeFocused();
  await page.keyboard.type('grace');
  await expect(rows(page)).toHaveCount(2);
  await rows(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('1 user chosen')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+Space');
  await expect(page.getByText('2 users chosen')).toBeVisible();

  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: /^Grace/ });
  await expect(panel.getByRole('region', { name: 'Invitation' })).toContainText('Queued for sending');
  await expect(panel.getByRole('region', { name: 'History' })).toContainText('Invited');
  await expect(panel.getByRole('button', { name: 'Deactivate' })).toHaveCount(0);
  await settled(page);
  await expectAccessible(page);
  // Esc closes the last thing opened, one at a time.
  await panel.getByRole('button', { name: 'Delete' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Delete Grace/ });
  await expect(dialog).toContainText('Frees 1 seat: Available 7 → 8.');
  await settled(page);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(rows(page).first()).toBeFocused();
  await expect(page.getByText('2 users chosen')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 users chosen')).toBeHidden();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

import type { Page } from '@playwright/test';
import { applied, confirm, upload } from './employee-files.ts';
import { accessibleEverywhere, enterAsOwner } from './people.ts';
import { expect, test } from './usher.ts';

const two = (n: number) => String(n).padStart(2, '0');
const numbers = Array.from({ length: 33 }, (_, i) => i + 1);

/** 33 people, of whom the first in the file started last; without some of them. */
const file = (...without: number[]) => [
  'employee_id,email,first_name,last_name,department,start_date',
  ...numbers
    .filter((n) => !without.includes(n))
    .map((n) => `E${two(n)},p${two(n)}@acme.test,First,P${two(n)},Sales,${String(2025 - n)}-01-06`),
];

const starters = (count: number) =>
  Array.from({ length: count }, (_, i) => `N${two(i)},n${two(i)}@acme.test,New,N${two(i)},Sales,`);

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The four cards as they have to be, on the Users page without a filter. */
async function expectCards(page: Page, total: number, available: number, waiting: number): Promise<void> {
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  const all = card(page, 'Total Seats');
  await expect(all).toContainText(`${String(total)} seats`);
  await expect(all).toContainText(`${String(total - available)} Invited Users`);
  const free = card(page, 'Available Seats');
  await expect(free).toContainText(`${String(available)} left for sending invitations`);
  if (waiting === 0) await expect(free).not.toContainText('waiting');
  else await expect(free).toContainText(`${String(waiting)} waiting for a seat`);
  const unclaimed = card(page, 'Unclaimed Invites');
  await expect(unclaimed).toContainText(`${String(total - available - 1)} invited, never logged in`);
  await expect(card(page, 'Active Users')).toContainText('1 logged in at least once');
}

/** Who waits, first the one who is next; by the link of the card. */
async function expectQueue(page: Page, ...queue: number[]): Promise<void> {
  await card(page, 'Available Seats')
    .getByRole('link', { name: /waiting for a seat/ })
    .click();
  const rows = page.getByRole('row', { name: /First P\d\d/ });
  await expect(rows).toHaveCount(queue.length);
  for (const [i, n] of queue.entries()) {
    await expect(rows.nth(i)).toContainText(`First P${two(n)}`);
    await expect(rows.nth(i)).toContainText('Waiting for a seat');
  }
}

test('more starters than seats wait; a leaver frees a seat, and comes back to the queue or a seat', async ({
  page,
  usher,
}) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);

  await upload(page, slug, 'everybody.csv', file());
  const run = page.getByRole('region', { name: 'This run', exact: true });
  await expect(run).toContainText('4 more seats would do.');
  await expect(page.getByRole('row', { name: /First P04/ })).toContainText('Would wait for a seat');
  await expect(page.getByRole('row', { name: /First P05/ })).not.toContainText('Would wait');
  await accessibleEverywhere(page);
  await run.getByRole('link', { name: 'Add seats' }).click();
  await expect(page.getByRole('dialog', { name: 'Add Seats' }).getByLabel('Seats to add')).toHaveValue('');
  await page.keyboard.press('Escape');
  await confirm(
    page,
    'Apply these 33 changes',
    'Seats taken 1 → 30 of 30: 29 to people who come. There is no seat for 4 people: they wait, in order.',
  );
  await expect(applied(page)).toBeVisible();
  await expectCards(page, 30, 0, 4);
  await expectQueue(page, 4, 3, 2, 1);
  await accessibleEverywhere(page);

  await upload(page, slug, 'two-left.csv', file(10, 20));
  await confirm(
    page,
    'Apply 2 deactivations',
    '2 people are deactivated. Seats taken 30 → 30 of 30: 2 freed, 2 to people who wait already.',
  );
  await expect(applied(page)).toBeVisible();
  await expectCards(page, 30, 0, 2);
  await expectQueue(page, 2, 1);
  await page.goto(`${usher.url}/s/${slug}/users?lastActivity=deactivated`);
  for (const n of [10, 20])
    await expect(page.getByRole('row', { name: new RegExp(`P${two(n)}`) })).toContainText(
      'no longer in the employee data',
    );

  await upload(page, slug, 'everybody.csv', file());
  await expect(page.getByRole('tab', { name: /Return 2/ })).toBeVisible();
  await confirm(page, 'Apply these 2 changes', 'There is no seat for 2 people: they wait, in order.');
  await expect(applied(page)).toBeVisible();
  await accessibleEverywhere(page);
  await expectCards(page, 30, 0, 4);
  await expectQueue(page, 2, 1, 20, 10);

  await page.getByRole('button', { name: 'Manage' }).click();
  const adding = page.getByRole('dialog', { name: 'Add Seats' });
  await adding.getByLabel('Seats to add').fill('10');
  await expect(adding).toContainText('4 go at once to people waiting');
  await adding.getByRole('button', { name: /^Add seats · £/ }).click();
  const added = page.getByRole('dialog', { name: 'Seats added' });
  await expect(added).toContainText('10 seats added. 4 went to people waiting; 6 available.');
  await page.keyboard.press('Escape');
  await expectCards(page, 40, 6, 0);

  await upload(page, slug, 'many.csv', [...file(), ...starters(20)]);
  await expect(run).toContainText('There is no seat for 14 people');
  await run.getByRole('link', { name: 'Add seats' }).click();
  await expect(adding.getByLabel('Seats to add')).toHaveValue('14');
  await adding.getByRole('button', { name: /^Add seats · £/ }).click();
  await expect(added).toContainText('14 seats added.');
  await page.keyboard.press('Escape');
  await expect(run).toContainText('20 to people who come. 20 invitations are kept in the Outbox');
  await expect(run.getByRole('link', { name: 'Add seats' })).toBeHidden();
  await confirm(page, 'Ignore this file', 'Nobody changes');
  await upload(page, slug, 'one-left.csv', file(5), true);
  await expect(applied(page)).toBeVisible();
  await expectCards(page, 54, 21, 0);
  await upload(page, slug, 'everybody.csv', file(), true);
  await expect(page.getByRole('heading', { name: '1 returned.' })).toBeVisible();
  await expectCards(page, 54, 20, 0);
  await expect(page.getByRole('row', { name: /P05/ })).toContainText('Unclaimed');
});

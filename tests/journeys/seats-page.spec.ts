import type { Page } from '@playwright/test';
import { api, claim, enterAsOwner, invite, linkIn, settled } from './people.ts';
import { expect, expectAccessible, test } from './usher.ts';

test.use({ withMail: true });

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };

/** Every rule of axe in these looks; nothing scrolls sideways. */
async function expectGood(page: Page, looks: ['light' | 'dark', typeof phone][]): Promise<void> {
  for (const [colorScheme, size] of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await settled(page);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }
}

const expectGoodEverywhere = (page: Page) =>
  expectGood(page, [
    ['dark', phone],
    ['light', phone],
    ['dark', desk],
    ['light', desk],
  ]);

/** For the lists, which are made of the same parts: wide and narrow, light and dark, once each. */
const expectGoodList = (page: Page) =>
  expectGood(page, [
    ['dark', phone],
    ['light', desk],
  ]);

const addSeats = (page: Page) => page.getByRole('dialog', { name: 'Add Seats' });

async function typeSeats(page: Page, seats: string) {
  await page.getByRole('region', { name: 'Total Seats' }).getByRole('button', { name: 'Manage' }).click();
  await addSeats(page).getByLabel('Seats to add').fill(seats);
  const add = addSeats(page).getByRole('button', { name: /^Add seats · £/ });
  await expect(add).toBeEnabled();
  return add;
}

test('two Admins add seats at once while people wait; a seat is freed instead of bought', async ({
  page,
  usher,
  browser,
}) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  await invite(page, slug, { email: 'ada@acme.test', firstName: 'Ada', lastName: 'Lovelace', role: 'admin' });
  const her = await (await browser.newContext()).newPage();
  await claim(her, linkIn(await usher.mailTo('ada@acme.test')), 'Acme');
  await expect(her).toHaveURL(/users/);
  const people = ['nobody@acme.test', ...upTo(42).map((i) => `p${String(i)}@acme.test`)];
  await api(page, 'POST', `${slug}/users`, {
    users: people.map((email) => ({ email })),
    whenFull: 'wait',
  });
  await expect(page.getByRole('region', { name: 'Available Seats' })).toContainText('15 waiting for a seat');
  expect(await usher.mailTo('olive@acme.test', /No seats are available/)).toContain('15 people are waiting');

  const mine = await typeSeats(page, '25');
  await expect(addSeats(page)).toContainText('15 go at once to people waiting');
  const hers = await typeSeats(her, '10');
  await hers.click();
  const herAnswer = her.getByRole('dialog', { name: 'Seats added' });
  await expect(herAnswer).toContainText('10 seats added. 10 went to people waiting; 0 available.');
  await expect(herAnswer).toContainText('olive@acme.test');
  await expect(addSeats(page)).toContainText(/Ada Lovelace added 10 seats/);
  await expect(addSeats(page)).toContainText('5 go at once to people waiting');
  await expectGoodEverywhere(page);
  await mine.click();
  const myAnswer = page.getByRole('dialog', { name: 'Seats added' });
  await expect(myAnswer).toContainText('25 seats added. 5 went to people waiting; 20 available.');

  for (const address of ['olive@acme.test', 'ada@acme.test']) {
    const mail = await usher.mailTo(address, /^25 seats added/);
    expect(mail).toContain('Added by: olive@acme.test');
    expect(mail).toContain('Total seats: 40 before, 65 now');
    expect(mail).toContain('Available now: 20');
    expect(mail).toContain('Invoice: ACME-0003');
  }
  await usher.mailTo('olive@acme.test', /^Invoice ACME-0003/);

  // Back and forth over the order: it is looked at again, and not made again.
  await page.goBack();
  await expect(myAnswer).toHaveCount(0);
  await page.goForward();
  await expect(addSeats(page).getByLabel('Seats to add')).toBeVisible();
  const orders = await page.request.get(`${usher.url}/api/v1/spaces/${slug}/seat-orders`);
  expect((await orders.json()).items).toHaveLength(3);

  await addSeats(page).getByText('1 seat could be freed instead').click();
  await addSeats(page).getByRole('link', { name: '1 address refused by the mail server' }).click();
  await expect(page.getByRole('heading', { name: /^1 user matches/ })).toBeVisible();
  await page.getByRole('button', { name: 'Actions for nobody@acme.test' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const sure = page.getByRole('dialog', { name: /nobody@acme\.test/ });
  await sure.getByLabel('Type delete to confirm').fill('delete');
  await sure.getByRole('button', { name: /^Delete/ }).click();
  await expect(page.getByRole('region', { name: 'Available Seats' })).toContainText('21');
});

test('the Seats page: course, plan at the renewal, ledger, orders, an invoice that is paid', async ({
  page,
  usher,
}) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  const departments = ['Sales', 'Engineering', ''];
  await api(page, 'POST', `${slug}/users`, {
    users: upTo(12).map((i) => ({ email: `p${String(i)}@acme.test`, department: departments[i % 3] })),
  });
  await api(page, 'POST', `${slug}/seat-orders`, { seats: 25, purchaseOrder: 'PO-7' });

  await page.getByRole('link', { name: 'Seats', exact: true }).click();
  await expect(page.getByRole('heading', { name: /; 42 of 55 are free$/ })).toBeVisible();
  const course = page.getByRole('region', { name: 'Seats over time' });
  await course.getByText('Show as a table').click();
  await expect(course.getByRole('row').last()).toHaveText(/55\s*13\s*42\s*0$/);
  const held = page.getByRole('region', { name: 'Seats by department' });
  await expect(held.getByRole('row', { name: /^Sales 4 4 0/ })).toBeVisible();
  const csv = await page.request.get(`${usher.url}/api/v1/spaces/${slug}/seats-by-department.csv`);
  expect(await csv.text()).toContain('Engineering,4,4,0,0');

  const plan = page.getByRole('region', { name: 'At the renewal' });
  const field = plan.getByLabel('Seats to give up');
  await plan.getByRole('button', { name: 'Plan fewer seats' }).click();
  await expect(plan.getByText('Say how many seats to give up.')).toBeVisible();
  await field.fill('45');
  await expect(plan).toContainText('13 seats are held today, so 3 people would have to go first');
  await plan.getByRole('button', { name: 'Plan fewer seats' }).click();
  await expect(plan).toContainText('13 seats × £40.00 a year = £520.00, before tax');
  await expect(plan).toContainText('45 seats planned to go');
  await expectGoodEverywhere(page);
  await plan.getByRole('button', { name: 'Drop the plan' }).click();
  await expect(plan).toContainText('Nothing is planned to go');

  await page.getByRole('tab', { name: 'Ledger' }).click();
  const ledger = page.getByRole('region', { name: 'Seat ledger' });
  await expect(ledger.getByRole('row', { name: /25 seats added olive@acme\.test 55 13 42 0/ })).toBeVisible();
  await expect(ledger.getByRole('row', { name: /12 people invited, 12 seats taken/ })).toBeVisible();
  await expectGoodList(page);
  await ledger.getByLabel('Until the end of').fill('2020-01-01');
  await expect(ledger.getByText('No movements until then')).toBeVisible();
  await ledger.getByRole('button', { name: 'Show all' }).click();
  await expect(ledger.getByRole('row', { name: /30 seats bought to begin with The operator/ })).toBeVisible();

  await page.getByRole('tab', { name: 'Orders' }).click();
  await expect(
    page.getByRole('row', { name: /25 seats added \(PO-7\) olive@acme\.test 30 55/ }),
  ).toBeVisible();
  await expectGoodList(page);

  await page.getByRole('tab', { name: 'Invoices' }).click();
  const row = page.getByRole('row', { name: /ACME-0002/ });
  await expect(row).toContainText('Due');
  await expectGoodList(page);
  const paper = row.getByRole('link', { name: 'Invoice ACME-0002 (PDF)' });
  const pdf = await page.request.get(`${usher.url}${(await paper.getAttribute('href')) ?? ''}`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  usher.run('invoice', 'paid', '--space', slug, '--number', '2');
  await page.reload();
  await expect(row).toContainText('Paid');

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Billing' }).click();
  await expect(page.getByText(/They lack the seller’s name/)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Your address').fill('22 Acacia Avenue\nLeeds');
  await page.getByLabel('Seller’s name').fill('Usher Ltd');
  await page.getByLabel('Seller’s address').fill('1 Long Lane\nLondon');
  await page.getByLabel('Seller’s VAT number').fill('GB123456789');
  await page.getByLabel('Rate in per cent').fill('20,5');
  await page.getByRole('button', { name: 'Save billing' }).click();
  await expect(page.getByText('A rate from 0 to 100')).toBeVisible();
  await page.getByLabel('Rate in per cent').fill('5');
  await page.getByRole('button', { name: 'Save billing' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(page.getByText('Invoices are not complete yet')).toHaveCount(0);
  await expectGoodEverywhere(page);
});

import { expect, expectAccessible, test } from './usher.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

test('an Admin adds seats: wrong numbers, the price, one order from a double click', async ({
  page,
  usher,
}) => {
  test.slow();
  await page.clock.install();
  const { ownerClaimUrl, space } = usher.run(
    'space',
    'create',
    '--name',
    'Acme',
    '--owner-email',
    'olive@acme.test',
    '--seats',
    '30',
    '--price',
    '4000',
    '--tax-rate',
    '20',
  );
  await page.goto(ownerClaimUrl);
  await page.getByRole('textbox', { name: 'Choose a password' }).fill('a long enough password');
  await page.getByRole('button', { name: 'Join Acme' }).click();
  const total = page.getByRole('region', { name: 'Total Seats' });
  await expect(total).toContainText('30');

  await total.getByRole('button', { name: 'Manage' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add Seats' });
  const field = dialog.getByLabel('Seats to add');
  const add = dialog.getByRole('button', { name: /^Add seats/ });
  await expect(field).toBeFocused();
  const wrong: [string, string][] = [
    ['', 'Say how many seats to add.'],
    ['9', '9 is too few.'],
    ['1001', '1001 is too many.'],
    ['10.5', '10.5 is not a whole number.'],
    ['-10', '-10 would take seats away.'],
    ['many', '“many” is not a number.'],
  ];
  for (const [typed, sentence] of wrong) {
    await field.fill(typed);
    await add.click();
    await expect(dialog.getByText(sentence)).toBeVisible();
    await expect(field).toHaveValue(typed);
    await expect(field).toHaveAccessibleDescription(/from 10 to 1,000 at a time/);
  }

  await field.fill('25');
  await expect(dialog).toContainText(
    /25 × £40\.00 a year( × [\d.]+% left)? = £[\d,.]+, VAT £[\d.]+, £[\d,.]+ now/,
  );
  await expect(dialog).toContainText('renewal £1,200 → £2,200');
  await expect(dialog).toContainText('Added seats are always charged and cannot be decreased from here');
  await expect(add).toHaveAccessibleName(/^Add seats · £1,[12]\d\d\.\d\d$/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of sizes) {
      await page.setViewportSize(size);
      await expectAccessible(page);
    }
  }

  // The operator raises the price meanwhile: what was shown holds for its time, and is then told anew.
  usher.run('billing', 'set', '--space', space.slug as string, '--price', '5000');
  await page.clock.fastForward('15:00');
  await expect(dialog.getByText(/was renewed: £1,[12]\d\d\.\d\d → £1,[45]\d\d\.\d\d/)).toBeVisible();
  await expect(add).toHaveAccessibleName(/^Add seats · £1,[45]\d\d\.\d\d$/);

  await dialog.getByLabel('Purchase-order number (optional)').fill('PO-7');
  await add.dblclick();
  const added = page.getByRole('dialog', { name: 'Seats added' });
  await expect(added).toContainText('25 seats added. 54 available.');
  await expect(added).toContainText('olive@acme.test');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  const invoice = added.getByRole('link', { name: /^Invoice ACME-0002/ });
  const pdf = await page.request.get(`${usher.url}${(await invoice.getAttribute('href')) ?? ''}`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  // Hidden from assistive technology while the dialog is open.
  await expect(page.getByRole('region', { name: 'Total Seats', includeHidden: true })).toContainText('55');
  const orders = await page.request.get(`${usher.url}/api/v1/spaces/${space.slug as string}/seat-orders`);
  expect((await orders.json()).items).toMatchObject([
    { kind: 'added', seats: 25, purchaseOrder: 'PO-7' },
    { kind: 'initial', seats: 30 },
  ]);

  await expect(added).toContainText('it is kept in the Outbox and not sent');
  await added.getByRole('button', { name: 'Invite users' }).click();
  const inviting = page.getByRole('dialog', { name: 'Invite users' });
  await expect(inviting.getByRole('note')).toContainText('E-mails are kept here and not sent');
  await expectAccessible(page);
  await inviting.getByLabel('E-mail addresses').fill('ada@acme.test');
  await inviting.getByRole('button', { name: 'Invite 1 user' }).click();
  await expect(inviting).toContainText('the e-mails are kept in the Outbox and not sent');
  await inviting.getByRole('button', { name: 'Done' }).click();

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('link', { name: 'Outbox' }).click();
  await expect(page.getByRole('table', { name: 'E-mails' })).toContainText('Kept, not sent');
  await expect(page.getByText('Nothing waits')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('note').getByRole('link', { name: 'Settings, Mail' }).click();
  await expect(page.getByRole('tab', { name: 'Mail' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('nothing leaves this machine')).toBeVisible();
});

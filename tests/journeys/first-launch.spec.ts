import { expect, expectAccessible, test } from './usher.ts';

test.use({ onFreshMachine: true });

test('first launch: the Owner makes a space and lands on four true numbers', async ({ page, usher }) => {
  await page.goto(usher.url);
  await expect(page.getByRole('heading', { name: 'Make your learning space' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make the space' }).click();
  await expect(page.getByText('Give the space a name.')).toBeVisible();
  await page.getByLabel('Name of the organisation').fill('Acme Learning');
  await page.getByLabel('Your name').fill('Olive Owner');
  await page.getByLabel('Your e-mail').fill('olive@acme.test');
  await page.getByRole('textbox', { name: 'Choose a password' }).fill('a long enough password');
  await page.getByRole('button', { name: 'Make the space' }).click();

  await expect(page).toHaveURL(/\/s\/acme-learning\/users/);
  const total = page.getByRole('region', { name: 'Total Seats' });
  await expect(total).toContainText('30');
  await expect(total).toContainText('1 Invited User (you)');
  await expect(page.getByRole('region', { name: 'Available Seats' })).toContainText('29');
  await expect(page.getByRole('region', { name: 'Unclaimed Invites' })).toContainText('0');
  await expect(page.getByRole('region', { name: 'Active Users' })).toContainText('1');
  await expectAccessible(page);

  await page.goto(`${usher.url}/setup`);
  await expect(page).not.toHaveURL(/setup/);
});

test('an invitation is claimed with a password alone, and never by looking', async ({ page, usher }) => {
  const { ownerClaimUrl, space } = usher.run(
    'space',
    'create',
    '--name',
    'Bell',
    '--owner-email',
    'o@bell.test',
    '--seats',
    '12',
  );
  await fetch(ownerClaimUrl);
  await page.goto(ownerClaimUrl);
  await expect(page.getByRole('heading', { name: 'Join Bell' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Choose a password' }).fill('a long enough password');
  await page.getByRole('button', { name: 'Join Bell' }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${space.slug}/users`));
  await expect(page.getByRole('region', { name: 'Active Users' })).toContainText('1');

  await page.context().clearCookies();
  await page.goto(ownerClaimUrl);
  await expect(page.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail').fill('o@bell.test');
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('do not belong together');
  await page.getByRole('textbox', { name: 'Password' }).fill('a long enough password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${space.slug}/users`));
});

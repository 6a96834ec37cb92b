import { accessibleEverywhere, claim, invite, linkIn, password } from './people.ts';
import { expect, test } from './usher.ts';

test.use({ withMail: true, settings: { HOST: '0.0.0.0' } });

test('beyond loopback setting up takes the code that the server printed; the Owner hands over, then steps down', async ({
  page,
  usher,
  browser,
}) => {
  test.slow();
  await expect.poll(() => usher.printed()).toContain('enter this code');
  const code = /enter this code: (\S+)/.exec(usher.printed())?.[1] ?? '';
  expect(code).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/);
  await page.goto(usher.url);
  await page.getByLabel('Name of the organisation').fill('Acme');
  await page.getByLabel('Your name').fill('Olive Owner');
  await page.getByLabel('Your e-mail').fill('olive@acme.test');
  await page.getByRole('textbox', { name: 'Choose a password' }).fill(password);
  const make = page.getByRole('button', { name: 'Make the space' });
  await make.click();
  await expect(page.getByText('Type the code that the server printed.')).toBeVisible();
  await accessibleEverywhere(page);
  const field = page.getByLabel('Set-up code');
  await field.fill('AAAA-BBBB-CCCC');
  await make.click();
  await expect(page.getByRole('alert')).toContainText('That is not the set-up code.');
  await expect(page.getByLabel('Name of the organisation')).toHaveValue('Acme');
  await accessibleEverywhere(page);
  await field.fill(` ${code.toLowerCase()} `);
  await make.click();
  await expect(page).toHaveURL(/\/s\/acme\/users/);

  const ownerTab = page.getByRole('tab', { name: 'Owner' });
  await page.goto(`${usher.url}/s/acme/settings`);
  await ownerTab.click();
  await expect(page.getByText('first make somebody an Admin who has signed in')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Step down' })).toHaveCount(0);
  await accessibleEverywhere(page);
  await invite(page, 'acme', {
    email: 'grace@acme.test',
    firstName: 'Grace',
    lastName: 'Hopper',
    role: 'admin',
  });
  const other = await browser.newContext();
  const hers = await other.newPage();
  await claim(hers, linkIn(await usher.mailTo('grace@acme.test')), 'Acme');
  await expect(hers).toHaveURL(/\/users/);

  await page.getByRole('button', { name: 'Hand over ownership' }).click();
  const handing = page.getByRole('dialog', { name: 'Hand over ownership?' });
  await expect(handing).toContainText('Only the new Owner can hand the role back.');
  await expect(handing.getByRole('combobox', { name: 'New Owner' })).toHaveValue(/Grace Hopper/);
  await accessibleEverywhere(page);
  await handing.getByRole('button', { name: 'Make Grace Hopper Owner' }).click();
  await expect(page.getByText('Grace Hopper is now the Owner')).toBeVisible();
  const owner = page.getByRole('region', { name: 'Owner', exact: true });
  await expect(owner).toContainText('grace@acme.test');
  await expect(page.getByRole('region', { name: '2 Active Admins' })).toContainText('Olive Owner (you)');
  await expect(page.getByRole('button', { name: 'Hand over ownership' })).toHaveCount(0);

  await hers.goto(`${usher.url}/s/acme/settings`);
  await hers.getByRole('tab', { name: 'Owner' }).click();
  await hers.getByRole('button', { name: 'Step down' }).click();
  const stepping = hers.getByRole('dialog', { name: 'Step down as Owner?' });
  await expect(stepping).toContainText('Olive Owner, the Admin who is here longest, is Owner at once.');
  await stepping.getByRole('radio', { name: /^A Member/ }).check();
  await accessibleEverywhere(hers);
  await stepping.getByRole('button', { name: 'Step down' }).click();
  await expect(hers.getByRole('heading', { name: 'Hello, Grace' })).toBeVisible();
  await expect(hers.getByRole('link', { name: 'Settings' })).toHaveCount(0);

  await expect(owner).toContainText('Olive Owner (you)');
  await expect(page.getByRole('region', { name: '1 Active Admin', exact: true })).toContainText(
    'the only one',
  );
  await accessibleEverywhere(page);
  expect(usher.run('verify')).toMatchObject({ ok: true, differences: [] });
  await other.close();
});

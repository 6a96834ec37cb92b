import { accessibleEverywhere, enterAsOwner, linkIn, password, signIn } from './people.ts';
import { expect, test } from './usher.ts';

test.use({ withMail: true });

const email = 'olive@acme.test';
const chosen = 'an even longer password';

test('a forgotten password is chosen anew through the mail', async ({ page, usher, browser }) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  const elsewhere = await browser.newContext();
  const her = await elsewhere.newPage();
  await her.goto(`${usher.url}/sign-in`);
  await accessibleEverywhere(her);
  await her.getByRole('link', { name: 'Forgotten your password?' }).click();
  await her.getByRole('button', { name: 'Send the link' }).click();
  await expect(her.getByText('Type the e-mail you sign in with.')).toBeVisible();
  await accessibleEverywhere(her);
  await her.getByLabel('E-mail').fill('nobody@acme.test');
  await her.getByRole('button', { name: 'Send the link' }).click();
  const answer = her.getByText(/^If there is an account for/);
  await expect(answer).toContainText('nobody@acme.test');
  await her.getByRole('button', { name: 'Use another address' }).click();
  await her.getByLabel('E-mail').fill(email);
  await her.getByRole('button', { name: 'Send the link' }).click();
  await expect(answer).toContainText(email);
  await expect(her.getByRole('link', { name: 'Read account mails' })).toHaveCount(0);
  await accessibleEverywhere(her);

  const link = linkIn(await usher.mailTo(email, /Choose a new password/));
  await her.goto(link);
  await expect(her.getByText(`For the account of ${email}`)).toBeVisible();
  await her.getByRole('textbox', { name: 'New password' }).fill('short');
  await her.getByRole('button', { name: 'Change password' }).click();
  await expect(her.getByText('Use at least 10 characters.')).toBeVisible();
  await accessibleEverywhere(her);
  await her.getByRole('textbox', { name: 'New password' }).fill(chosen);
  await her.getByRole('button', { name: 'Change password' }).click();
  await expect(her.getByRole('heading', { name: 'Your password is changed' })).toBeVisible();
  expect(await usher.mailTo(email, /password was changed/)).toContain('choose a new password at once');

  await page.reload();
  await expect(page).toHaveURL(/sign-in/);
  await signIn(her, usher.url, email, password);
  await expect(her.getByRole('alert')).toContainText('do not belong together');
  await signIn(her, usher.url, email, chosen);
  await expect(her).toHaveURL(new RegExp(`/s/${slug}/users`));

  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
  await accessibleEverywhere(page);
  await elsewhere.close();
});

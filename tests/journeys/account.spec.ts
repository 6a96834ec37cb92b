import { readFile } from 'node:fs/promises';
import { totp } from '../support/totp.ts';
import { accessibleEverywhere, claim, enterAsOwner, password, signIn } from './people.ts';
import { expect, test } from './usher.ts';

const email = 'olive@acme.test';

test('a second factor: set up by its key, asked for at signing in and at a claim, recovered, switched off', async ({
  page,
  usher,
  browser,
}) => {
  test.slow();
  await enterAsOwner(page, usher);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  const setUp = page.getByRole('dialog', { name: 'Set up a second factor' });
  await setUp.getByRole('textbox', { name: 'Your password' }).fill('not the password');
  await setUp.getByRole('button', { name: 'Go on' }).click();
  await expect(setUp.getByText('This is not your password.')).toBeVisible();
  await setUp.getByRole('textbox', { name: 'Your password' }).fill(password);
  await setUp.getByRole('button', { name: 'Go on' }).click();
  await expect(setUp.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  await expect(setUp.getByRole('textbox', { name: 'Code' })).toBeFocused();
  await accessibleEverywhere(page);
  const key = (await setUp.getByLabel('Key to type by hand').textContent()) ?? '';
  await setUp.getByRole('textbox', { name: 'Code' }).fill('000000');
  await setUp.getByRole('button', { name: 'Switch on' }).click();
  await expect(setUp.getByText('That code is not right.')).toBeVisible();
  await setUp.getByRole('textbox', { name: 'Code' }).fill(totp(key));
  await setUp.getByRole('button', { name: 'Switch on' }).click();

  const shown = page.getByRole('dialog', { name: 'The second factor is on' });
  const items = shown.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(items).toHaveCount(10);
  const codes = await items.allTextContents();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    shown.getByRole('link', { name: 'Download' }).click(),
  ]);
  expect(await readFile(await saved.path(), 'utf8')).toBe(`${codes.join('\n')}\n`);
  await accessibleEverywhere(page);
  await shown.getByRole('button', { name: 'I have kept them' }).click();
  const section = page.getByRole('region', { name: 'Second factor' });
  await expect(section).toContainText('10 recovery codes left');

  const elsewhere = await browser.newContext();
  const her = await elsewhere.newPage();
  await signIn(her, usher.url, email);
  await expect(her.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await accessibleEverywhere(her);
  await her.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await her.getByRole('textbox', { name: 'Recovery code' }).fill(codes[0] ?? '');
  await her.getByRole('button', { name: 'Go on' }).click();
  await expect(her).toHaveURL(/\/users/);
  await her.context().clearCookies();

  const second = usher.run('space', 'create', '--name', 'Bell', '--owner-email', email, '--seats', '5') as {
    ownerClaimUrl: string;
  };
  await her.goto(second.ownerClaimUrl);
  await expect(her.getByText('You have an account with this address')).toBeVisible();
  await accessibleEverywhere(her);
  await claim(her, second.ownerClaimUrl, 'Bell');
  await her.getByRole('textbox', { name: 'Code' }).fill(totp(key));
  await her.getByRole('button', { name: 'Go on' }).click();
  await expect(her).toHaveURL(/\/s\/bell\/users/);
  await expect(her.getByRole('region', { name: 'Active Users' })).toContainText('1');
  await elsewhere.close();

  await page.reload();
  await expect(section).toContainText('9 recovery codes left');
  await section.getByRole('button', { name: 'Switch off' }).click();
  const off = page.getByRole('dialog', { name: 'Switch off the second factor?' });
  await off.getByRole('textbox', { name: 'Your password' }).fill(password);
  await off.getByRole('button', { name: 'Switch off' }).click();
  await expect(section).toContainText('Off.');

  // The mails that told of it stayed on this machine, which has no mail server.
  await page.goto(`${usher.url}/account-mails`);
  await expect(page.getByRole('article', { name: /second factor was switched off/i })).toBeVisible();
  await accessibleEverywhere(page);
});

test('a passkey, the sessions, the name, the password, and switching spaces', async ({
  page,
  usher,
  browser,
}) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${usher.url}/account`);
  const passkeys = page.getByRole('region', { name: 'Passkeys' });
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a passkey' });
  await adding.getByLabel('Name of the passkey').fill('Work laptop');
  await adding.getByRole('button', { name: 'Add passkey' }).click();
  await expect(passkeys).toContainText('Work laptop');
  await passkeys.getByRole('button', { name: 'Rename Work laptop' }).click();
  const renaming = page.getByRole('dialog', { name: 'Rename Work laptop?' });
  await renaming.getByLabel('Name of the passkey').fill('Old laptop');
  await renaming.getByRole('button', { name: 'Rename' }).click();
  await expect(passkeys).toContainText('Old laptop');

  await page.context().clearCookies();
  await page.goto(`${usher.url}/sign-in`);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${slug}/users`));

  const elsewhere = await browser.newContext({
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  });
  const her = await elsewhere.newPage();
  await signIn(her, usher.url, email);
  await expect(her).toHaveURL(/users/);
  await page.goto(`${usher.url}/account`);
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect(sessions).toContainText('This one');
  await accessibleEverywhere(page);
  await sessions.getByRole('button', { name: 'Sign out Firefox on Linux' }).click();
  await expect(sessions.getByText('Firefox on Linux')).toHaveCount(0);
  await her.reload();
  await expect(her).toHaveURL(/sign-in/);
  await signIn(her, usher.url, email);
  await expect(her).toHaveURL(/users/);

  await page.getByLabel('Your name').fill('Olive Owner');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  const form = page.getByRole('region', { name: 'Password' });
  await form.getByRole('textbox', { name: 'Present password' }).fill('not my password');
  await form.getByRole('textbox', { name: 'New password' }).fill('an even longer password');
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(form.getByText('This is not your password.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Present password' }).fill(password);
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(form.getByRole('status')).toContainText('Changed');
  await her.reload();
  await expect(her).toHaveURL(/sign-in/);
  await elsewhere.close();

  await passkeys.getByRole('button', { name: 'Remove Old laptop' }).click();
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await expect(passkeys.getByText('Old laptop')).toHaveCount(0);

  const second = usher.run('space', 'create', '--name', 'Bell', '--owner-email', email, '--seats', '5') as {
    ownerClaimUrl: string;
  };
  await page.goto(second.ownerClaimUrl);
  await expect(page.getByText('You are signed in with this address already.')).toBeVisible();
  await page.getByRole('button', { name: 'Join Bell' }).click();
  await expect(page).toHaveURL(/\/s\/bell\/users/);
  await page.getByRole('button', { name: 'Space: Bell. Change space' }).click();
  await page.getByRole('menuitem', { name: 'Acme' }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${slug}/users`));
  await expect(page.getByRole('region', { name: 'Total Seats' })).toContainText('30');
  await page.goto(`${usher.url}/account`);
  await page.getByRole('region', { name: 'Learning spaces' }).getByRole('link', { name: 'Bell' }).click();
  await expect(page.getByRole('region', { name: 'Total Seats' })).toContainText('5');
});

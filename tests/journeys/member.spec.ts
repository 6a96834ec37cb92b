import { api, claim, enterAsOwner, invite, linkIn, settled } from './people.ts';
import { expect, expectAccessible, test } from './usher.ts';

test.use({ withMail: true });

test('a Member has a page of their own, and is refused the Users page', async ({ page, usher, browser }) => {
  const slug = await enterAsOwner(page, usher);
  await api(page, 'PATCH', `${slug}/settings`, { platformUrl: 'https://learn.acme.test' });
  await invite(page, slug, { email: 'ada@acme.test', firstName: 'Ada', lastName: 'Lovelace' });

  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    isMobile: true,
    hasTouch: true,
  });
  const her = await phone.newPage();
  await claim(her, linkIn(await usher.mailTo('ada@acme.test')), 'Acme');
  await expect(her).toHaveURL(new RegExp(`/s/${slug}/me`));
  await expect(her.getByRole('heading', { name: 'Hello, Ada' })).toBeVisible();
  await expect(her.getByText('learning space of Acme')).toBeVisible();
  await expect(her.getByRole('link', { name: 'Go to the learning platform' })).toHaveAttribute(
    'href',
    'https://learn.acme.test',
  );
  await expect(her.getByRole('region', { name: 'Your Admins' })).toContainText('olive@acme.test');
  await settled(her);
  await expectAccessible(her);

  await her.goto(`${usher.url}/s/${slug}/users`);
  await expect(her.getByRole('heading', { name: 'This page is for Admins' })).toBeVisible();
  await expect(her.getByRole('region', { name: 'Total Seats' })).toHaveCount(0);
  const refused = await her.request.get(`${usher.url}/api/v1/spaces/${slug}/users`);
  expect(refused.status()).toBe(403);
  await settled(her);
  await expectAccessible(her);
  await phone.close();
});

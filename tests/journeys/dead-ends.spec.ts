import type { Page } from '@playwright/test';
import { accessibleEverywhere, api, claim, enterAsOwner, linkIn } from './people.ts';
import { expect, test, type Usher } from './usher.ts';

test.use({ withMail: true });

const people = ['used', 'old', 'late', 'gone'].map((name) => ({
  email: `${name}@acme.test`,
  firstName: name,
  lastName: 'Lovelace',
}));

const linkOf = async (usher: Usher, name: string) => linkIn(await usher.mailTo(`${name}@acme.test`));

/** Opens a link as a stranger: the page says what happened and what to do, and nothing of whose it is. */
async function openDead(page: Page, link: string, title: string, next: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect(page.getByText(next)).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  expect(await page.locator('body').textContent()).not.toMatch(/acme|lovelace|olive/i);
  await accessibleEverywhere(page);
}

test('links that are dead say what to do next and tell a stranger nothing; who is out sees it at once', async ({
  page,
  usher,
  browser,
}) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  await api(page, 'POST', `${slug}/users`, { users: people });
  const list = await page.request.get(`${usher.url}/api/v1/spaces/${slug}/users?q=lovelace`);
  const { items } = (await list.json()) as { items: { id: string; email: string }[] };
  const idOf = (name: string) => items.find(({ email }) => email.startsWith(name))?.id ?? '';
  const [used, old, late, gone] = [
    await linkOf(usher, 'used'),
    await linkOf(usher, 'old'),
    await linkOf(usher, 'late'),
    await linkOf(usher, 'gone'),
  ];

  const phone = await browser.newContext();
  const hers = await phone.newPage();
  await claim(hers, used, 'Acme');
  await expect(hers.getByRole('heading', { name: 'Hello, used' })).toBeVisible();
  await api(page, 'POST', `${slug}/users/${idOf('old')}/resend`, {});
  await expect.poll(() => linkOf(usher, 'old')).not.toBe(old);
  await usher.expireLink('late@acme.test');
  await api(page, 'DELETE', `${slug}/users/${idOf('gone')}`, {});
  const forged = late.replace(/.(?=.{9}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));

  const elsewhere = await browser.newContext();
  const stranger = await elsewhere.newPage();
  await openDead(stranger, used, 'This link has been used', 'Sign in with the password');
  await expect(stranger.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in');
  await openDead(stranger, old, 'A newer link was sent', 'Look in your inbox for the latest invitation');
  await openDead(stranger, late, 'This link has expired', 'Ask the person who invited you');
  const invalid = 'Open it once more from the mail, or ask for a new one.';
  const short = late.replace(/(usher_invite_).*/, '$1x');
  for (const link of [gone, forged, late.slice(0, -9), short]) {
    await openDead(stranger, link, 'This link does not work', invalid);
  }
  // To the letter: whoever tries links learns of nobody's having been here.
  const answers = await Promise.all(
    [gone, forged].map(async (link) => {
      const data = { token: link.split('/').at(-1) };
      const headers = { origin: usher.url };
      const answer = await stranger.request.post(`${usher.url}/api/v1/claim/preview`, { data, headers });
      return { ...((await answer.json()) as { code: string }), requestId: '' };
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.code).toBe('link_invalid');
  await stranger.goto(await linkOf(usher, 'old'));
  await expect(stranger.getByRole('heading', { name: 'Join Acme' })).toBeVisible();
  await elsewhere.close();

  await api(page, 'POST', `${slug}/users/${idOf('used')}/deactivate`, { reason: 'On leave' });
  await expect(hers.getByRole('heading', { name: 'You are no longer in Acme' })).toBeVisible();
  await accessibleEverywhere(hers);
  expect((await hers.request.get(`${usher.url}/api/v1/spaces/${slug}/me`)).status()).toBe(404);
  await hers.getByRole('link', { name: 'Go to your other spaces' }).click();
  await expect(hers.getByRole('heading', { name: 'You are not in a learning space' })).toBeVisible();
  await accessibleEverywhere(hers);
  await hers.goto(`${usher.url}/s/${slug}/me`);
  await expect(hers.getByRole('heading', { name: 'Hello, used' })).toHaveCount(0);
  await phone.close();
});

test('a screen that cannot be shown says so within the page, which stays one page', async ({
  page,
  usher,
}) => {
  await enterAsOwner(page, usher);
  await page.route('**/assets/seats-screen-*.js', (route) => route.abort());
  await page.getByRole('link', { name: 'Seats', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This page stopped working' })).toBeVisible();
  await expect(page.getByRole('main')).toHaveCount(1);
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveCount(1);
  await accessibleEverywhere(page);
});

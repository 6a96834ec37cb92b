import { expect, type Page } from '@playwright/test';
import { expectAccessible, type Usher } from './usher.ts';

export const password = 'a long enough password';

/** Makes a space by the operator's command and claims it as its Owner, who stands on the Users page then. */
export async function enterAsOwner(page: Page, usher: Usher, name = 'Acme', email = 'olive@acme.test') {
  const { ownerClaimUrl, space } = usher.run(
    'space',
    'create',
    '--name',
    name,
    '--owner-email',
    email,
    '--seats',
    '30',
  ) as { ownerClaimUrl: string; space: { slug: string } };
  await claim(page, ownerClaimUrl, name);
  await expect(page).toHaveURL(new RegExp(`/s/${space.slug}/users`));
  return space.slug;
}

/** Claims an invitation with `password`. */
export async function claim(page: Page, link: string, spaceName: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('textbox', { name: /password/i }).fill(password);
  await page.getByRole('button', { name: `Join ${spaceName}` }).click();
}

/** Calls the space's API from the page, as the person who is signed in there. */
export async function api(page: Page, method: string, path: string, body: unknown): Promise<void> {
  const status = await page.evaluate(
    async (call) => {
      const headers = { 'content-type': 'application/json' };
      const sent = { method: call.method, headers, body: JSON.stringify(call.body) };
      return (await fetch(call.path, sent)).status;
    },
    { method, path: `/api/v1/spaces/${path}`, body },
  );
  expect(status).toBeLessThan(300);
}

/** Invites somebody, as the Admin who is signed in on the page. */
export const invite = (page: Page, slug: string, user: Record<string, string>): Promise<void> =>
  api(page, 'POST', `${slug}/users`, { users: [user] });

/** The first link of a mail with a secret in it. */
export const linkIn = (text: string): string => /https?:\/\/\S*usher_\S+/.exec(text)?.[0] ?? '';

/** Waits out every animation, so that colours are what they will be. */
export const settled = (page: Page) =>
  page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'));

/** Axe on the screen as it is, on a phone in the dark and wide in the light; nothing scrolls sideways. */
export async function accessibleEverywhere(page: Page): Promise<void> {
  for (const [width, height, colorScheme] of [
    [390, 844, 'dark'],
    [1280, 800, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await settled(page);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
}

/** Signs in with e-mail and password. */
export async function signIn(page: Page, url: string, email: string, typed = password): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(typed);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

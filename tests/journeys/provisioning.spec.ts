import { enterAsOwner, settled } from './people.ts';
import { expect, expectAccessible, test } from './usher.ts';

test('an identity provider is connected, and what it sent can be read', async ({ page, usher }) => {
  const slug = await enterAsOwner(page, usher);
  await page.goto(`${usher.url}/s/${slug}/sync`);
  await page.getByRole('link', { name: 'Settings, API keys' }).click();
  await page.getByLabel('What the key is for').fill('Okta');
  await page.getByRole('combobox', { name: 'It may' }).click();
  await page.getByRole('option', { name: 'SCIM: an identity provider' }).click();
  await expect(page.getByText(`${usher.url}/scim/v2`)).toBeVisible();
  await page.getByRole('button', { name: 'Make key' }).click();
  const token = (await page.getByText(/^usher_scim_/).textContent()) ?? '';
  await settled(page);
  await expectAccessible(page);

  const send = (method: string, path: string, data: unknown) =>
    page.request.fetch(`${usher.url}/scim/v2${path}`, {
      method,
      data,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    });
  const made = await send('POST', '/Users', {
    userName: 'ada.of.a.rather.long.address@research.acme.test',
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    password: 'secret',
    active: true,
  });
  expect(made.status()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const refused = await send('PATCH', `/Users/${id}`, {
    Operations: [{ op: 'Replace', path: 'userName', value: 'olive@acme.test' }],
  });
  expect(refused.status()).toBe(409);

  const off = { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] };
  expect((await send('PATCH', `/Users/${id}`, off)).status()).toBe(200);
  // The Owner was invited by hand: what is asked about them is told in their panel all the same.
  const twice = await send('POST', '/Users', { userName: 'olive@acme.test', active: true });
  expect(twice.status()).toBe(409);
  await page.goto(`${usher.url}/s/${slug}/users?q=olive`);
  await page.getByRole('row', { name: /olive@acme\.test/ }).click();
  await expect(page.getByText('Was to give this person: refused')).toBeVisible();

  await page.goto(`${usher.url}/s/${slug}/users?user=${id}`);
  const panel = page.getByRole('dialog', { name: 'Ada Lovelace' });
  await expect(panel.getByText('SCIM', { exact: true })).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'What the identity provider sent' })).toBeVisible();
  await expect(panel.getByText('Switched off', { exact: true })).toBeVisible();
  await expect(panel.getByText('Was to change their details: refused')).toBeVisible();
  await expect(panel.getByText(/is here already/)).toBeVisible();
  const request = panel.getByRole('button', { name: 'POST 201 · Okta' });
  await request.press('Enter');
  await expect(request).toHaveAttribute('aria-expanded', 'true');
  await expect(panel.getByLabel('Body of the POST')).toContainText('"familyName": "Lovelace"');
  await expect(panel.getByLabel('Body of the POST')).not.toContainText('secret');
  await settled(page);
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  await expectAccessible(page);
  const sideways = await panel.evaluate((drawer) => drawer.scrollWidth > drawer.clientWidth);
  expect(sideways).toBe(false);

  await page.goto(`${usher.url}/s/${slug}/settings?tab=keys`);
  const key = page.getByRole('list', { name: 'API keys' }).getByRole('listitem').filter({ hasText: 'Okta' });
  await expect(key.getByRole('button', { name: 'Revoke Okta' })).toBeInViewport({ ratio: 1 });
  await expect(key).toContainText('SCIM: an identity provider');
  await expectAccessible(page);
});

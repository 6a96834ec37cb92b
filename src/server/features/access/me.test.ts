import { expect, it } from 'vitest';
import { join, ownerOf } from '../../../../tests/support/people.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

it('shows a Member their own page and nothing of the others', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await ownerOf(app, space);
  await space.api('PATCH', '/settings', { platformUrl: 'https://learn.acme.test' });
  const ada = { email: 'Ada@acme.test', firstName: 'Ada', lastName: 'Lovelace' };
  const member = await join(app, space, ada);
  await join(app, space, { email: 'tom@acme.test', firstName: 'Tom', lastName: 'Hale', role: 'admin' });

  const base = `/api/v1/spaces/${space.slug}`;
  const { status, body } = await member.call('GET', `${base}/me`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    user: { ...ada, id: member.userId, role: 'member' },
    space: { name: 'Acme' },
    platformUrl: 'https://learn.acme.test',
    admins: [
      { name: 'owner@acme.test', email: 'owner@acme.test' },
      { name: 'Tom Hale', email: 'tom@acme.test' },
    ],
  });
  for (const path of ['/users', '/seats', '/settings', '/api-keys', '/audit-events']) {
    expect((await member.call('GET', base + path)).body, path).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  }
  const invite = await member.call('POST', `${base}/users`, { users: [{ email: 'x@acme.test' }] });
  expect(invite.body).toMatchObject({ status: 403, code: 'forbidden' });
  expect((await space.api('GET', '/me')).status).toBe(404);
});

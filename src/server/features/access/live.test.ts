import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { cookieOf, join, ownerOf, password } from '../../../../tests/support/people.ts';
import { call, createTestApp, createTestSpace, type TestApp } from '../../../../tests/support/test-app.ts';

/** Opens the live page of a space over a real connection; `ended` settles when the server closes it. */
async function listen(app: TestApp, slug: string, cookie: string) {
  const { port } = app.http.server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/spaces/${slug}/events`, {
    headers: { cookie },
  });
  const ended = answer.text().then(() => 'ended');
  return { status: answer.status, ended };
}

it('closes the live page of who is deactivated and refuses their next request; other spaces go on', async () => {
  const app = await createTestApp();
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  const first = await createTestSpace(app, { name: 'First' });
  const second = await createTestSpace(app, { name: 'Second' });
  await ownerOf(app, first);
  const tom = await join(app, first, { email: 'tom@acme.test', role: 'admin' });
  await join(app, second, { email: 'tom@acme.test', role: 'admin' });
  const users = (slug: string) => tom.call('GET', `/api/v1/spaces/${slug}/users`);
  const live = await listen(app, first.slug, tom.cookie);
  const elsewhere = await listen(app, second.slug, tom.cookie);
  expect([live.status, elsewhere.status]).toEqual([200, 200]);

  expect((await first.api('POST', `/users/${tom.userId}/deactivate`, {})).status).toBe(200);
  expect(await live.ended).toBe('ended');
  expect((await users(first.slug)).status).toBe(404);
  expect((await users(second.slug)).status).toBe(200);
  const session = await tom.call('GET', '/api/v1/session');
  expect(session.body.spaces.map(({ slug }: { slug: string }) => slug)).toEqual([second.slug]);
  const open = await Promise.race([elsewhere.ended, Promise.resolve('open')]);
  expect(open).toBe('open');
});

it('closes the live page of a session that was signed out elsewhere', async () => {
  const app = await createTestApp();
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  const space = await createTestSpace(app);
  const owner = await ownerOf(app, space);
  const again = await call(app.http, 'POST', '/api/v1/sign-in', { email: 'owner@acme.test', password });
  const live = await listen(app, space.slug, owner.cookie);
  const other = cookieOf(again);
  await call(app.http, 'POST', '/api/v1/account/sessions/end-others', undefined, { cookie: other });
  await space.api('PATCH', '/settings', { lowSeatsThreshold: 4 });
  expect(await live.ended).toBe('ended');
});

it('lets one of two Admins win who remove each other at once', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await ownerOf(app, space);
  const base = `/api/v1/spaces/${space.slug}/users`;
  const [ada, tom] = await Promise.all(
    ['ada', 'tom'].map((name) => join(app, space, { email: `${name}@acme.test`, role: 'admin' })),
  );
  const answers = await Promise.all([
    tom!.call('POST', `${base}/${ada!.userId}/deactivate`, {}),
    ada!.call('PATCH', `${base}/${tom!.userId}`, { role: 'member' }),
  ]);
  // Who was quicker may have read the answer or not; the slower one's change is refused.
  const { items } = (await space.api('GET', '/users?role=admin&status=active')).body;
  expect([answers.map(({ status }) => status), items.length]).toEqual([expect.anything(), 1]);
  expect(await app.verify()).toEqual([]);
});

it('lets no page run a script or a style that is not its own', async () => {
  const app = await createTestApp({ env: { PUBLIC_URL: 'https://usher.test' } });
  const { headers } = await call(app.http, 'GET', '/api/v1/session');
  const policy = String(headers['content-security-policy']);
  expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  expect(policy).toMatch(/script-src 'self'/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(headers['strict-transport-security']).toBeDefined();
  expect(headers['referrer-policy']).toBe('no-referrer');
});

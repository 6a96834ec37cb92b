import { expect, it } from 'vitest';
import { cookieOf, join, ownerOf, password } from '../../../../tests/support/people.ts';
import { call, createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

const email = 'owner@acme.test';
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

async function twoSessions() {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const owner = await ownerOf(app, space);
  const signedIn = await call(
    app.http,
    'POST',
    '/api/v1/sign-in',
    { email, password },
    { 'user-agent': phone },
  );
  const users = (cookie: string) =>
    call(app.http, 'GET', `/api/v1/spaces/${space.slug}/users`, undefined, { cookie });
  return { app, space, owner, other: cookieOf(signedIn), users };
}

it('lists one’s sessions, signs one of them out, and all the others', async () => {
  const { app, space, owner, other, users } = await twoSessions();
  const { body } = await owner.call('GET', '/api/v1/account');
  expect(body.sessions).toMatchObject([
    { device: 'Safari on iPhone', current: false },
    { device: 'Unknown device', current: true },
  ]);
  const stranger = await join(app, space, { email: 'ada@acme.test' });
  const theirs = `/api/v1/account/sessions/${String(body.sessions[0].id)}`;
  expect((await stranger.call('DELETE', theirs)).body).toMatchObject({ status: 404, code: 'not_found' });
  expect((await users(other)).status).toBe(200);
  expect((await owner.call('DELETE', theirs)).status).toBe(204);
  expect((await users(other)).status).toBe(401);

  const again = cookieOf(await call(app.http, 'POST', '/api/v1/sign-in', { email, password }));
  expect((await owner.call('POST', '/api/v1/account/sessions/end-others')).body).toEqual({ ended: 1 });
  expect((await users(again)).status).toBe(401);
  expect((await users(owner.cookie)).status).toBe(200);
  expect((await stranger.call('GET', '/api/v1/account')).body.sessions).toHaveLength(1);
});

it('changes one’s password against the present one, and ends every other session', async () => {
  const { app, owner, other, users } = await twoSessions();
  const change = (currentPassword: string, newPassword: string) =>
    owner.call('POST', '/api/v1/account/password', { currentPassword, newPassword });
  expect((await change('not my password', 'a new quiet password')).body).toMatchObject({
    status: 401,
    code: 'invalid_credentials',
  });
  expect((await change(password, 'short')).status).toBe(400);
  const changed = await change(password, 'a new quiet password');
  expect(changed.status).toBe(204);
  expect((await users(other)).status).toBe(401);
  expect((await users(owner.cookie)).status).toBe(401);
  expect((await users(cookieOf(changed))).status).toBe(200);
  const old = await call(app.http, 'POST', '/api/v1/sign-in', { email, password });
  expect(old.status).toBe(401);
});

it('leaves one session to one browser that signs in again', async () => {
  const { app, owner } = await twoSessions();
  const cookie = cookieOf(
    await call(app.http, 'POST', '/api/v1/sign-in', { email, password }, { cookie: owner.cookie }),
  );
  const { body } = await call(app.http, 'GET', '/api/v1/account', undefined, { cookie });
  expect(body.sessions).toHaveLength(2);
  expect((await owner.call('GET', '/api/v1/account')).status).toBe(401);
});

it('changes one’s name, and is nobody’s but the holder’s', async () => {
  const { app, space, owner } = await twoSessions();
  expect((await owner.call('PATCH', '/api/v1/account', { name: ' Olive Owner ' })).body).toEqual({
    name: 'Olive Owner',
  });
  expect((await owner.call('GET', '/api/v1/session')).body.account.name).toBe('Olive Owner');
  expect((await call(app.http, 'GET', '/api/v1/account')).status).toBe(401);
  const key = await space.api('POST', '/api-keys', { name: 'P', role: 'admin' });
  const bearer = { authorization: `Bearer ${String(key.body.key)}` };
  expect((await call(app.http, 'GET', '/api/v1/account', undefined, bearer)).status).toBe(401);
});

import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { call, createTestApp, createTestSpace, type TestApp } from '../../../../tests/support/test-app.ts';

const password = 'a quiet long password';
const email = 'owner@acme.test';

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');

async function claimedSpace(env?: Record<string, string>) {
  const app = await createTestApp(env ? { env } : {});
  const space = await createTestSpace(app);
  const claimed = await call(app.http, 'POST', '/api/v1/claim', { token: space.ownerToken, password });
  return { app, space, cookie: cookieOf(claimed), users: `/api/v1/spaces/${space.slug}/users` };
}

const signIn = (app: TestApp, body: { email: string; password: string }, headers = {}) =>
  call(app.http, 'POST', '/api/v1/sign-in', body, headers);

async function directly(app: TestApp, text: string, values: unknown[]) {
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

describe('a session', () => {
  it('begins with the right password, whatever the case of the address, and ends with signing out', async () => {
    const { app, users } = await claimedSpace();
    const answer = await signIn(app, { email: 'Owner@ACME.test', password });
    expect(answer.body).toEqual({ twoFactorRequired: false });
    const cookie = cookieOf(answer);
    expect((await call(app.http, 'GET', users, undefined, { cookie })).status).toBe(200);
    expect((await call(app.http, 'POST', '/api/v1/sign-out', undefined, { cookie })).status).toBe(204);
    expect((await call(app.http, 'GET', users, undefined, { cookie })).body).toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('refuses a wrong password and an unknown address in the same words', async () => {
    const { app } = await claimedSpace();
    const wrong = await signIn(app, { email, password: 'not the password' });
    const unknown = await signIn(app, { email: 'nobody@acme.test', password });
    const { requestId: _, ...said } = wrong.body;
    expect(said).toMatchObject({ status: 401, code: 'invalid_credentials' });
    expect(unknown.body).toMatchObject(said);
  });

  it('has a new secret after each sign-in', async () => {
    const { app, cookie } = await claimedSpace();
    const again = await signIn(app, { email, password }, { cookie });
    expect(cookieOf(again)).not.toBe(cookie);
  });

  it('is refused at the next request after its User was deactivated', async () => {
    const { app, space, cookie, users } = await claimedSpace();
    expect((await call(app.http, 'GET', users, undefined, { cookie })).status).toBe(200);
    await directly(
      app,
      `update users set role = 'admin', status = 'deactivated', deactivated_at = now() where space_id = $1 and id = $2`,
      [space.id, space.ownerId],
    );
    expect((await call(app.http, 'GET', users, undefined, { cookie })).status).toBe(404);
    const session = await call(app.http, 'GET', '/api/v1/session', undefined, { cookie });
    expect(session.body).toMatchObject({ account: { email }, spaces: [] });
  });

  it('does nothing for a page of another origin', async () => {
    const { app, cookie, users } = await claimedSpace();
    const invite = (headers: Record<string, string>) =>
      call(app.http, 'POST', users, { users: [{ email: 'x@acme.test' }] }, { cookie, ...headers });
    expect((await invite({ origin: 'https://evil.test' })).body).toMatchObject({
      status: 403,
      code: 'wrong_origin',
    });
    expect((await invite({ origin: 'null' })).body).toMatchObject({ code: 'wrong_origin' });
    expect((await invite({ 'sec-fetch-site': 'cross-site' })).body).toMatchObject({ code: 'wrong_origin' });
    expect((await invite({ origin: app.application.config.publicUrl })).status).toBe(200);
    const login = await signIn(app, { email, password }, { origin: 'https://evil.test' });
    expect(login.body).toMatchObject({ code: 'wrong_origin' });
  });

  it('notes that the User was active, in a cookie that is Secure where the address is https', async () => {
    const { app, space, cookie, users } = await claimedSpace({ PUBLIC_URL: 'https://usher.test' });
    expect(cookie).toMatch(/^__Secure-usher\.session_token=/);
    await directly(app, `update users set last_activity_at = now() - interval '1 day' where id = $1`, [
      space.ownerId,
    ]);
    await call(app.http, 'GET', users, undefined, { cookie });
    await expect
      .poll(async () => {
        const { rows } = await directly(
          app,
          `select last_activity_at > now() - interval '1 minute' as now from users where id = $1`,
          [space.ownerId],
        );
        return rows[0].now;
      })
      .toBe(true);
  });

  it('holds back who tries too often, by address and by account', async () => {
    const { app } = await claimedSpace({ RATE_LIMIT_SIGN_IN: '3' });
    const tries = [];
    for (let n = 0; n < 4; n += 1) tries.push(await signIn(app, { email, password: 'not the password' }));
    expect(tries.map((answer) => answer.status)).toEqual([401, 401, 401, 429]);
    expect(tries[3]!.body).toMatchObject({ code: 'rate_limited' });
    expect(Number(tries[3]!.headers['retry-after'])).toBeGreaterThan(0);
    const elsewhere = await app.http.inject({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: { email, password },
      remoteAddress: '10.1.2.3',
    });
    expect(elsewhere.statusCode).toBe(429);
  });
});

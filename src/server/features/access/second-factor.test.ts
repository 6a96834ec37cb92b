import { expect, it } from 'vitest';
import { cookieOf, ownerOf, password, type Person } from '../../../../tests/support/people.ts';
import { call, createTestApp, createTestSpace, type TestApp } from '../../../../tests/support/test-app.ts';
import { keyOf, totp } from '../../../../tests/support/totp.ts';

const email = 'owner@acme.test';
const auth = (path: string) => `/api/auth/two-factor/${path}`;

const signIn = (app: TestApp) => call(app.http, 'POST', '/api/v1/sign-in', { email, password });

/** An Owner who has switched the second factor on. */
async function withSecondFactor() {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const owner = await ownerOf(app, space);
  const begun = await owner.call('POST', auth('enable'), { password });
  const key = keyOf(String(begun.body.totpURI));
  const on = await owner.call('POST', auth('verify-totp'), { code: totp(key) });
  expect(on.status).toBe(200);
  const cookie = cookieOf(on);
  const secure: Person = {
    ...owner,
    cookie,
    call: (method, path, body) => call(app.http, method, path, body, { cookie }),
  };
  return { app, space, owner: secure, key, codes: begun.body.backupCodes as string[] };
}

it('is on once a code was right, and not before', async () => {
  const app = await createTestApp();
  const owner = await ownerOf(app, await createTestSpace(app));
  expect((await owner.call('POST', auth('enable'), { password: 'not my password' })).body).toMatchObject({
    status: 401,
    code: 'invalid_credentials',
  });
  const { body } = await owner.call('POST', auth('enable'), { password });
  expect((await owner.call('GET', '/api/v1/account')).body.secondFactor).toEqual({
    on: false,
    recoveryCodesLeft: 0,
  });
  expect((await owner.call('POST', auth('verify-totp'), { code: '000000' })).body.code).toBe(
    'invalid_credentials',
  );
  expect((await signIn(app)).body).toEqual({ twoFactorRequired: false });
  expect(body.backupCodes).toHaveLength(10);
});

it('is asked for after the password, by the app’s code or a recovery code that works once', async () => {
  const { app, owner, key, codes } = await withSecondFactor();
  expect((await owner.call('GET', '/api/v1/account')).body.secondFactor).toEqual({
    on: true,
    recoveryCodesLeft: 10,
  });
  const step = async (path: string, code: string) => {
    const first = await signIn(app);
    expect(first.body).toEqual({ twoFactorRequired: true });
    const cookie = cookieOf(first);
    const session = await call(app.http, 'GET', '/api/v1/session', undefined, { cookie });
    expect(session.body.account).toBeNull();
    return call(app.http, 'POST', auth(path), { code }, { cookie });
  };
  expect((await step('verify-totp', '000000')).body.code).toBe('invalid_credentials');
  const signedIn = await step('verify-totp', totp(key));
  const session = await call(app.http, 'GET', '/api/v1/session', undefined, { cookie: cookieOf(signedIn) });
  expect(session.body.account).toMatchObject({ email, twoFactorEnabled: true });
  expect(JSON.stringify(signedIn.body)).not.toMatch(/token|secret|backup/i);

  expect((await step('verify-backup-code', codes[0]!)).status).toBe(200);
  expect((await step('verify-backup-code', codes[0]!)).body.code).toBe('invalid_credentials');
  expect((await owner.call('GET', '/api/v1/account')).body.secondFactor.recoveryCodesLeft).toBe(9);
});

it('makes new recovery codes and is switched off against the password', async () => {
  const { app, owner, codes } = await withSecondFactor();
  const made = await owner.call('POST', auth('generate-backup-codes'), { password });
  expect(made.body.backupCodes).toHaveLength(10);
  const pending = cookieOf(await signIn(app));
  const old = await call(
    app.http,
    'POST',
    auth('verify-backup-code'),
    { code: codes[1] },
    { cookie: pending },
  );
  expect(old.body.code).toBe('invalid_credentials');
  expect((await owner.call('POST', auth('disable'), { password: 'no' })).status).toBe(401);
  expect((await owner.call('POST', auth('disable'), { password })).status).toBe(200);
  expect((await signIn(app)).body).toEqual({ twoFactorRequired: false });
});

it('guards a claim: nothing is claimed by the password of such an account alone', async () => {
  const { app, key } = await withSecondFactor();
  const second = await createTestSpace(app, { name: 'Second' });
  const claim = (body: object, headers = {}) =>
    call(app.http, 'POST', '/api/v1/claim', { token: second.ownerToken, ...body }, headers);
  const first = await claim({ password });
  expect(first.body).toEqual({ space: { slug: 'second' }, role: 'owner', twoFactorRequired: true });
  expect((await second.api('GET', '/seats')).body).toMatchObject({ active: 0, unclaimed: 1 });

  const proven = await call(
    app.http,
    'POST',
    auth('verify-totp'),
    { code: totp(key) },
    { cookie: cookieOf(first) },
  );
  const claimed = await claim({}, { cookie: cookieOf(proven) });
  expect(claimed.body).toEqual({ space: { slug: 'second' }, role: 'owner', twoFactorRequired: false });
  expect((await second.api('GET', '/seats')).body).toMatchObject({ active: 1, unclaimed: 0 });
  const session = await call(app.http, 'GET', '/api/v1/session', undefined, { cookie: cookieOf(proven) });
  expect(session.body.spaces).toHaveLength(2);
  expect(await app.verify()).toEqual([]);
});

import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { catchMails } from '../../../../tests/support/mail-catcher.ts';
import { ownerOf, password } from '../../../../tests/support/people.ts';
import {
  call,
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
} from '../../../../tests/support/test-app.ts';

const email = 'owner@acme.test';
const patient = { timeout: 20_000 };
const chosen = 'an even quieter password';

const ask = (app: TestApp, address = email, headers = {}) =>
  call(app.http, 'POST', '/api/v1/password-resets', { email: address }, headers);
const check = (app: TestApp, token: string) =>
  call(app.http, 'POST', '/api/v1/password-resets/check', { token });
const use = (app: TestApp, token: string, next = chosen) =>
  call(app.http, 'POST', '/api/v1/password-resets/use', { token, password: next });
const signIn = (app: TestApp, typed: string) =>
  call(app.http, 'POST', '/api/v1/sign-in', { email, password: typed });
const kept = async (app: TestApp) =>
  (await call(app.http, 'GET', '/api/v1/account-mails', undefined, { host: 'localhost:4000' })).body.items;

async function kindsInOutbox(app: TestApp): Promise<string[]> {
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  const { rows } = await client.query<{ kind: string }>('select distinct kind from mails');
  await client.end();
  return rows.map(({ kind }) => kind);
}

/** A claimed space and its Owner on a machine of one's own, where mails are read at an address. */
async function onesOwn(options: Parameters<typeof createTestApp>[0] = {}) {
  const app = await createTestApp({ worker: true, ...options });
  const space = await createTestSpace(app);
  const owner = await ownerOf(app, space);
  const newestToken = async (n: number) => {
    await expect.poll(async () => (await kept(app)).length, patient).toBe(n);
    return String((await kept(app))[0].link).split('#')[1] ?? '';
  };
  return { app, space, owner, newestToken };
}

describe('a forgotten password', () => {
  it('is chosen anew by a link from the mail, which ends every session and tells by another mail', async () => {
    const mails = await catchMails();
    const app = await createTestApp({ worker: true, env: { SMTP_URL: mails.url } });
    const space = await createTestSpace(app);
    const owner = await ownerOf(app, space);
    expect((await ask(app, 'Owner@ACME.test')).body).toEqual({});
    await expect
      .poll(() => mails.mails.map(({ subject }) => subject), patient)
      .toContain('Choose a new password');
    const mail = mails.mails.find(({ subject }) => subject === 'Choose a new password')!;
    expect(mail).toMatchObject({ to: email });
    expect(mail.mail.from?.text).toContain('Acme');
    const token = mail.link!.split('#')[1]!;
    expect(mail.html).toContain(token);
    expect((await check(app, token)).body).toEqual({ email });

    expect((await use(app, token)).status).toBe(204);
    expect((await owner.call('GET', `/api/v1/spaces/${space.slug}/users`)).status).toBe(401);
    expect((await signIn(app, password)).status).toBe(401);
    expect((await signIn(app, chosen)).status).toBe(200);
    await expect
      .poll(() => mails.mails.map(({ subject }) => subject), patient)
      .toContain('Your password was changed');
    expect((await use(app, token)).body).toMatchObject({ status: 404, code: 'link_invalid' });

    const ofTheSpace = await kindsInOutbox(app);
    expect(ofTheSpace).toContain('invitation');
    expect(ofTheSpace.filter((kind) => !['invitation', 'invoice'].includes(kind))).toEqual([]);
    expect((await call(app.http, 'GET', '/api/v1/account-mails')).status).toBe(404);
  });

  it('answers the same for an address that nobody has', async () => {
    const { app } = await onesOwn();
    const started = performance.now();
    const nobody = await ask(app, 'nobody@acme.test');
    const forNobody = performance.now() - started;
    const known = await ask(app);
    const forKnown = performance.now() - started - forNobody;
    expect([nobody.status, nobody.body]).toEqual([known.status, known.body]);
    expect(Math.min(forNobody, forKnown)).toBeGreaterThanOrEqual(390);
  });

  it('is refused by a link that is forged, older than an hour, or not the newest', async () => {
    const clock = new TestClock();
    const { app, newestToken } = await onesOwn({ clock });
    await ask(app);
    const first = await newestToken(1);
    expect((await check(app, `${first.slice(0, -3)}AAA`)).body.code).toBe('link_invalid');
    clock.advance(60_000);
    await ask(app);
    const second = await newestToken(2);
    expect((await check(app, first)).body.code).toBe('link_invalid');
    expect((await use(app, second, 'short')).body).toMatchObject({ status: 400, code: 'invalid_request' });
    clock.advance(3600_000);
    expect((await use(app, second)).body.code).toBe('link_invalid');
    expect((await signIn(app, password)).status).toBe(200);
  });

  it('lets one of twenty at once choose', async () => {
    const { app, newestToken } = await onesOwn();
    await ask(app);
    const token = await newestToken(1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => use(app, token)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'link_invalid')).toHaveLength(19);
  });

  it('fills nobody’s inbox, and holds back who asks too often', async () => {
    const { app } = await onesOwn({ env: { RATE_LIMIT_SIGN_IN: '7' } });
    for (let n = 0; n < 7; n += 1) expect((await ask(app)).status).toBe(202);
    await expect.poll(async () => (await kept(app)).length, patient).toBe(5);
    const held = await ask(app);
    expect(held.body).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(Number(held.headers['retry-after'])).toBeGreaterThan(0);
    expect(await kept(app)).toHaveLength(5);
  });

  it('is sent again under one Message-ID where the connection broke before the server’s yes', async () => {
    const mails = await catchMails();
    const app = await createTestApp({ worker: true, env: { SMTP_URL: mails.url } });
    const space = await createTestSpace(app);
    await ownerOf(app, space);
    let drops = 1;
    mails.behaviour.dropAfterData = (address, subject) =>
      address === email && subject === 'Choose a new password' && drops-- > 0;
    await ask(app);
    const resets = () => mails.mails.filter(({ subject }) => subject === 'Choose a new password');
    await expect.poll(() => resets().length, patient).toBe(2);
    expect(resets()[0]!.messageId).toBe(resets()[1]!.messageId);
    expect(resets()[0]!.text).toBe(resets()[1]!.text);
  });

  it('is read on the machine itself alone where there is no mail server', async () => {
    const { app } = await onesOwn();
    const read = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
      app.http.inject({ method: 'GET', url: '/api/v1/account-mails', headers, remoteAddress });
    expect((await read({ host: 'localhost:4000' })).statusCode).toBe(200);
    expect((await read({ host: 'localhost:4000' }, '192.168.1.9')).statusCode).toBe(404);
    expect((await read({ host: 'rebound.test:4000' })).statusCode).toBe(404);
    expect((await read({ host: 'localhost:4000', 'x-forwarded-for': '10.0.0.1' })).statusCode).toBe(404);
  });
});

import { describe, expect, it } from 'vitest';
import {
  call,
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
} from '../../../../tests/support/test-app.ts';
import { invitationToken } from '../invitations/index.ts';

const password = 'a quiet long password';

const claimBy = (app: TestApp, token: string, body: Record<string, unknown> = { password }, headers = {}) =>
  call(app.http, 'POST', '/api/v1/claim', { token, ...body }, headers);

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');

const sessionOf = async (app: TestApp, cookie: string) =>
  (await call(app.http, 'GET', '/api/v1/session', undefined, { cookie })).body;

async function invite(
  app: TestApp,
  space: Awaited<ReturnType<typeof createTestSpace>>,
  email: string,
  role = 'member',
) {
  const answer = await space.api('POST', '/users', { users: [{ email, role }] });
  const userId = answer.body.results[0].userId as string;
  const token = invitationToken(app.platform.secrets, { spaceId: space.id, userId, generation: 1 });
  return { userId, token };
}

describe('claiming an invitation', () => {
  it('needs a password alone, makes the User Active and signs them in', async () => {
    const app = await createTestApp();
    const space = await createTestSpace(app);
    const claimed = await claimBy(app, space.ownerToken);
    expect(claimed.body).toEqual({ space: { slug: space.slug }, role: 'owner', twoFactorRequired: false });
    const cookie = cookieOf(claimed);
    expect([claimed.headers['set-cookie']].flat().join()).toMatch(/HttpOnly; SameSite=Lax/);

    const session = await sessionOf(app, cookie);
    expect(session.account).toMatchObject({ email: 'owner@acme.test' });
    expect(session.spaces).toMatchObject([{ slug: space.slug, role: 'owner', userId: space.ownerId }]);
    const list = await call(app.http, 'GET', `/api/v1/spaces/${space.slug}/users`, undefined, { cookie });
    expect(list.body.items).toMatchObject([{ status: 'active', role: 'owner' }]);
    expect(list.body.seats).toMatchObject({ active: 1, unclaimed: 0, available: 29 });
    expect(await app.verify()).toEqual([]);
  });

  it('lets one of fifty at once win, and tells the others that it was used', async () => {
    const app = await createTestApp();
    const space = await createTestSpace(app);
    const answers = await Promise.all(Array.from({ length: 50 }, () => claimBy(app, space.ownerToken)));
    const codes = answers.map((answer) => (answer.status === 200 ? 'won' : answer.body.code));
    expect(codes.filter((code) => code === 'won')).toHaveLength(1);
    expect(codes.filter((code) => code === 'link_used')).toHaveLength(49);
    expect(await app.verify()).toEqual([]);
  });

  it('lets a whole class in from one address at once, and none who tries links that nobody sent', async () => {
    const app = await createTestApp({ env: { RATE_LIMIT_SIGN_IN: '3' } });
    const space = await createTestSpace(app);
    const links = await Promise.all(
      Array.from({ length: 12 }, (_, i) => invite(app, space, `starter${String(i)}@acme.test`)),
    );
    const starters = await Promise.all(links.map(({ token }) => claimBy(app, token)));
    expect(starters.map(({ status }) => status)).toEqual(links.map(() => 200));
    const forged = space.ownerToken.replace(/.{12}$/, 'AAAAAAAAAAAA');
    const tries = [];
    for (let i = 0; i < 4; i += 1) tries.push(await claimBy(app, forged.replace('AAAA', `AAA${String(i)}`)));
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 429]);
    expect(Number(tries[3]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('shows what a link offers without claiming it, and notes the first time', async () => {
    const app = await createTestApp();
    const space = await createTestSpace(app);
    const { token, userId } = await invite(app, space, 'ada@acme.test');
    for (let time = 0; time < 2; time += 1) {
      const preview = await call(app.http, 'POST', '/api/v1/claim/preview', { token });
      expect(preview.body).toMatchObject({
        space: { name: 'Acme' },
        email: 'ada@acme.test',
        invitedBy: 'Acme',
        accountExists: false,
      });
    }
    expect((await call(app.http, 'GET', `/claim/${token}`)).status).toBe(404);
    const { body } = await space.api('GET', `/users?q=ada`);
    expect(body.items).toMatchObject([{ id: userId, status: 'invited', invitation: { state: 'opened' } }]);
  });

  it('refuses expired, used, older and forged links, each in its own way', async () => {
    const clock = new TestClock();
    const app = await createTestApp({ clock });
    const space = await createTestSpace(app);
    const { token, userId } = await invite(app, space, 'ada@acme.test');
    const forged = `${token.slice(0, -3)}AAA`;
    expect((await claimBy(app, forged)).body).toMatchObject({ status: 404, code: 'link_invalid' });
    expect((await claimBy(app, token, { password: 'short' })).body).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });

    await claimBy(app, space.ownerToken);
    expect((await claimBy(app, space.ownerToken)).body).toMatchObject({ status: 410, code: 'link_used' });

    clock.advance(8 * 24 * 3600 * 1000);
    expect((await claimBy(app, token)).body).toMatchObject({ status: 410, code: 'link_expired' });
    const next = invitationToken(app.platform.secrets, { spaceId: space.id, userId, generation: 2 });
    expect((await claimBy(app, next)).body).toMatchObject({ status: 404, code: 'link_invalid' });
    const preview = await call(app.http, 'POST', '/api/v1/claim/preview', { token });
    expect(preview.body).toMatchObject({ status: 410, code: 'link_expired' });
    expect(await app.verify()).toEqual([]);
  });

  it('joins one account to two spaces, by the password it has', async () => {
    const app = await createTestApp();
    const first = await createTestSpace(app, { name: 'First' });
    const second = await createTestSpace(app, { name: 'Second' });
    const names = { firstName: 'Olive', lastName: 'Owner' };
    const cookie = cookieOf(await claimBy(app, first.ownerToken, { password, ...names }));

    const wrong = await claimBy(app, second.ownerToken, { password: 'another long password' });
    expect(wrong.body).toMatchObject({ status: 401, code: 'invalid_credentials' });
    const claimed = await claimBy(app, second.ownerToken, {}, { cookie });
    expect(claimed.status).toBe(200);
    const session = await sessionOf(app, cookie);
    expect(session.spaces.map((space: { slug: string }) => space.slug)).toEqual(['first', 'second']);
    // As the account is called, so is its User wherever nobody has given them another name.
    expect((await second.api('GET', '/users?q=olive')).body.items).toMatchObject([names]);
    const named = await second.api('POST', '/users', {
      users: [{ email: 'tom@acme.test', firstName: 'Thomas' }],
    });
    const { token } = await invite(app, first, 'tom@acme.test');
    const byTom = (one: string, body: object) => claimBy(app, one, { password, ...body });
    await byTom(token, { firstName: 'Tom', lastName: 'Hale' });
    const [{ userId }] = named.body.results as [{ userId: string }];
    await byTom(invitationToken(app.platform.secrets, { spaceId: second.id, userId, generation: 1 }), {});
    expect((await second.api('GET', `/users/${userId}`)).body).toMatchObject({
      ...{ status: 'active', firstName: 'Thomas', lastName: '' },
    });
  });

  it('makes one account where one person claims in two spaces at once', async () => {
    const app = await createTestApp();
    const first = await createTestSpace(app, { name: 'First' });
    const second = await createTestSpace(app, { name: 'Second' });
    const answers = await Promise.all([first, second].map((space) => claimBy(app, space.ownerToken)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const session = await sessionOf(app, cookieOf(answers[0]!));
    expect(session.spaces).toHaveLength(2);
  });
});

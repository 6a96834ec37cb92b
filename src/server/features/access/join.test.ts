import { describe, expect, it } from 'vitest';
import { catchMails, deliver } from '../../../../tests/support/mail-catcher.ts';
import { join as joinSpace } from '../../../../tests/support/people.ts';
import {
  call,
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { inviteUsers } from '../../../../tests/support/activate-users.ts';
import { actingAs, execute } from '../../platform/command/index.ts';
import { invitationToken, tendInvitations } from '../invitations/index.ts';
import { claimJoin } from './claim-join.ts';

const password = 'a quiet long password';
const minute = 60_000;
const day = 24 * 60 * minute;

async function withLink(options: { seats?: number; env?: Record<string, string>; link?: object } = {}) {
  const mails = await catchMails();
  const clock = new TestClock(new Date('2026-11-25T12:00:00Z'));
  const app = await createTestApp({ clock, env: { SMTP_URL: mails.url, ...options.env } });
  const space = await createTestSpace(app, { seats: options.seats ?? 30 });
  const made = await space.api('POST', '/open-link', options.link ?? {});
  expect(made.status).toBe(200);
  const token = tokenOf(made.body.openLink.url);
  const ask = (email: string, by = token) => call(app.http, 'POST', '/api/v1/join', { token: by, email });
  const claim = (proof: string) => call(app.http, 'POST', '/api/v1/claim', { token: proof, password });
  const preview = (proof: string) => call(app.http, 'POST', '/api/v1/claim/preview', { token: proof });
  /** The secret of the newest mail to an address. */
  const proofTo = async (email: string): Promise<string> => {
    await deliver(app, space);
    return tokenOf(mails.mails.findLast(({ to }) => to.toLowerCase() === email.toLowerCase())?.link ?? '');
  };
  return { app, space, clock, mails, token, ask, claim, preview, proofTo };
}

const tokenOf = (url: string): string => /usher_\w+_[0-9a-f]{32}_[\w-]+/.exec(url)?.[0] ?? '';
const linkOf = async (space: TestSpace) => (await space.api('GET', '/open-link')).body.openLink;
const seatsOf = async (space: TestSpace) => (await space.api('GET', '/seats')).body;

describe('an open link', () => {
  it('takes an e-mail, mails a link, and that link’s claim takes the seat', async () => {
    const { app, space, ask, claim, preview, proofTo, token } = await withLink();
    const offer = await call(app.http, 'POST', '/api/v1/join/preview', { token });
    expect(offer.body).toEqual({ space: { name: 'Acme' }, emailDomains: [], endsOn: null });
    expect((await ask('Ada@Acme.test')).status).toBe(202);
    expect(await seatsOf(space)).toMatchObject({ invited: 1, active: 0 });
    const proof = await proofTo('Ada@Acme.test');
    expect((await preview(proof)).body).toMatchObject({
      email: 'Ada@Acme.test',
      role: 'member',
      accountExists: false,
    });
    expect((await claim(proof)).body).toEqual({
      space: { slug: space.slug },
      role: 'member',
      twoFactorRequired: false,
    });
    expect(await seatsOf(space)).toMatchObject({ invited: 2, active: 1, available: 28 });
    expect(await linkOf(space)).toMatchObject({ claims: 1, ended: false });
    const { body } = await space.api('GET', '/users?q=ada');
    expect(body.items).toMatchObject([{ email: 'Ada@Acme.test', status: 'active', role: 'member' }]);
    expect((await claim(proof)).body).toMatchObject({ status: 410, code: 'link_used' });
    expect(await app.verify()).toEqual([]);
  });

  it('lets exactly 10 of 300 in at once for the last 10 seats, and holds nothing for the others', async () => {
    const { app, space, ask } = await withLink({ seats: 11 });
    const emails = Array.from({ length: 300 }, (_, i) => `p${i}@acme.test`);
    const asked = await Promise.all(emails.map((email) => ask(email)));
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([202]));
    const requests = await requestsOf(app, space);
    expect(requests).toHaveLength(300);
    const caller = actingAs({ kind: 'invitee', id: null, name: 'Invitee' });
    const claims = await Promise.all(
      requests.map(({ id, email }) =>
        execute(app.platform, { spaceId: space.id, caller }, claimJoin, {
          requestId: id,
          generation: 1,
          account: { id: `account-of-${email}`, made: { email, passwordHash: 'not looked at' } },
        }).then(
          () => 'in',
          (error: unknown) => (error as { code: string }).code,
        ),
      ),
    );
    expect(claims.filter((what) => what === 'in')).toHaveLength(10);
    expect(claims.filter((what) => what === 'seats_exhausted')).toHaveLength(290);
    expect(await seatsOf(space)).toMatchObject({ available: 0, active: 10, unclaimed: 1, waiting: 0 });
    expect(await linkOf(space)).toMatchObject({ claims: 10 });
    expect(await app.verify()).toEqual([]);
  });

  it('answers the same whoever is here, and tells the holder of the address alone', async () => {
    const { app, space, ask, mails, clock } = await withLink({
      link: { emailDomains: ['Acme.test', '@bell.test'] },
    });
    await joinSpace(app, space, { email: 'active@acme.test' });
    const [gone = ''] = await inviteUsers(space, ['gone@acme.test', 'invited@acme.test']);
    await space.api('POST', `/users/${gone}/deactivate`, {});
    await space.api('POST', '/users', { users: [{ email: 'later@acme.test', inviteOn: '2027-01-01' }] });
    await deliver(app, space);
    mails.mails.length = 0;
    clock.advance(minute);
    const asked = ['new@bell.test', 'active', 'invited', 'gone', 'later'].map((name) =>
      name.includes('@') ? name : `${name}@acme.test`,
    );
    const answers = [];
    for (const email of [...asked, 'stranger@other.test', 'new@bell.test']) answers.push(await ask(email));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    await deliver(app, space);
    expect(Object.fromEntries(mails.mails.map(({ to, subject }) => [to, subject]))).toEqual({
      'new@bell.test': 'Join Acme',
      'invited@acme.test': 'Join Acme',
      'active@acme.test': 'You are in Acme already',
      'gone@acme.test': 'You cannot join Acme by this link',
      'later@acme.test': 'You are waiting for a place at Acme',
    });
    expect(mails.mails).toHaveLength(5);
    for (const { text, html } of mails.mails) expect(text.length > 100 && html.includes('Acme')).toBe(true);
  });

  it('calls who has an account as their account does', async () => {
    const { app, space, ask, claim, proofTo } = await withLink();
    const other = await createTestSpace(app, { name: 'Bell' });
    const [userId = ''] = await inviteUsers(other, ['tom@bell.test']);
    const token = invitationToken(app.platform.secrets, { spaceId: other.id, userId, generation: 1 });
    const named = { token, password, firstName: 'Tom', lastName: 'Hale' };
    expect((await call(app.http, 'POST', '/api/v1/claim', named)).status).toBe(200);
    await ask('tom@bell.test');
    expect((await claim(await proofTo('tom@bell.test'))).status).toBe(200);
    expect((await space.api('GET', '/users?q=hale')).body.items).toMatchObject([{ firstName: 'Tom' }]);
  });

  it('gives an Invited person the seat they hold, also when the space is full', async () => {
    const { app, space, ask, claim, preview, proofTo } = await withLink({ seats: 2 });
    await inviteUsers(space, [{ email: 'ada@acme.test', role: 'admin', firstName: 'Ada' }]);
    await ask('ada@acme.test');
    await ask('new@acme.test');
    const full = await proofTo('new@acme.test');
    expect((await preview(full)).body).toMatchObject({ status: 409, code: 'seats_exhausted' });
    expect((await claim(full)).body).toMatchObject({ code: 'seats_exhausted' });
    expect((await claim(await proofTo('ada@acme.test'))).body).toMatchObject({ role: 'admin' });
    expect(await seatsOf(space)).toMatchObject({ available: 0, active: 1, unclaimed: 1, waiting: 0 });
    expect(await linkOf(space)).toMatchObject({ claims: 0 });
    await space.api('POST', '/seat-orders', { seats: 10 });
    expect((await claim(full)).status).toBe(200);
    expect(await app.verify()).toEqual([]);
  });

  it('stops at its limit, after its last day in the space’s zone, and when it is switched off', async () => {
    const { space, ask, claim, proofTo, clock, token } = await withLink({
      link: { claimLimit: 1, endsOn: '2026-11-27' },
    });
    await ask('a@acme.test');
    await ask('b@acme.test');
    const [a, b] = [await proofTo('a@acme.test'), await proofTo('b@acme.test')];
    expect((await claim(a)).status).toBe(200);
    expect((await claim(b)).body).toMatchObject({ status: 410, code: 'link_off' });
    expect((await ask('c@acme.test')).body).toMatchObject({ code: 'link_off' });
    const wider = await space.api('PATCH', '/open-link', { claimLimit: 5 });
    expect(wider.body.openLink).toMatchObject({
      claimLimit: 5,
      endsOn: '2026-11-27',
      claims: 1,
      ended: false,
    });
    expect(tokenOf(wider.body.openLink.url)).toBe(token);

    clock.set(new Date('2026-11-27T23:59:00Z'));
    expect((await ask('c@acme.test')).status).toBe(202);
    clock.advance(minute);
    expect((await ask('d@acme.test')).body).toMatchObject({ code: 'link_off' });
    await space.api('PATCH', '/open-link', { endsOn: null });
    const c = await proofTo('c@acme.test');
    expect((await space.api('DELETE', '/open-link')).status).toBe(204);
    expect((await claim(c)).body).toMatchObject({ code: 'link_off' });
    expect(await linkOf(space)).toBeNull();

    const anew = await space.api('POST', '/open-link', {});
    const next = tokenOf(anew.body.openLink.url);
    expect(next).not.toBe(token);
    expect((await ask('e@acme.test')).body).toMatchObject({ code: 'link_off' });
    expect((await ask('e@acme.test', next)).status).toBe(202);
  });

  it('voids an older proof, lets one expire, and refuses a forged one', async () => {
    const { ask, claim, proofTo, clock, token } = await withLink();
    await ask('ada@acme.test');
    const first = await proofTo('ada@acme.test');
    clock.advance(2 * minute);
    await ask('ada@acme.test');
    const second = await proofTo('ada@acme.test');
    expect((await claim(first)).body).toMatchObject({ code: 'newer_link_sent' });
    clock.advance(day);
    expect((await claim(second)).body).toMatchObject({ code: 'link_expired' });
    expect((await claim(`${second.slice(0, -3)}AAA`)).body).toMatchObject({
      status: 404,
      code: 'link_invalid',
    });
    expect((await claim(token)).body).toMatchObject({ code: 'link_invalid' });
    expect((await ask('ada@acme.test', second)).body).toMatchObject({ code: 'link_invalid' });
    expect((await ask('no address')).body).toMatchObject({ code: 'invalid_request' });
  });

  it('sends an address one mail a minute and five a day, and counts who asks', async () => {
    const { app, space, ask, mails, clock } = await withLink();
    for (let i = 0; i < 3; i += 1) await ask('ada@acme.test');
    await deliver(app, space);
    expect(mails.mails.filter(({ to }) => to === 'ada@acme.test')).toHaveLength(1);
    for (let i = 0; i < 8; i += 1) {
      clock.advance(minute);
      expect((await ask('ada@acme.test')).status).toBe(202);
      await deliver(app, space);
    }
    expect(mails.mails.filter(({ to }) => to === 'ada@acme.test')).toHaveLength(5);

    const strict = await withLink({ env: { RATE_LIMIT_SIGN_IN: '2' } });
    const answers = [];
    for (const name of ['a', 'b', 'c']) answers.push(await strict.ask(`${name}@acme.test`));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 429]);
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('forgets who asked, a day after their link expired', async () => {
    const { app, space, ask, clock } = await withLink();
    await ask('ada@acme.test');
    clock.advance(2 * day);
    await ask('bob@acme.test');
    await tendInvitations(app.platform, space.id);
    expect((await requestsOf(app, space)).map(({ email }) => email)).toEqual([
      'ada@acme.test',
      'bob@acme.test',
    ]);
    clock.advance(minute);
    await tendInvitations(app.platform, space.id);
    expect((await requestsOf(app, space)).map(({ email }) => email)).toEqual(['bob@acme.test']);
  });

  it('is an Admin’s to make, in their own space', async () => {
    const { app, space } = await withLink();
    const member = await joinSpace(app, space, { email: 'm@acme.test' });
    const url = `/api/v1/spaces/${space.slug}/open-link`;
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE'] as const) {
      const body = method === 'POST' || method === 'PATCH' ? {} : undefined;
      expect((await member.call(method, url, body)).status).toBe(403);
      expect((await call(app.http, method, url, body)).status).toBe(401);
    }
    const other = await createTestSpace(app, { name: 'Bell' });
    expect((await other.api('GET', `/../${space.slug}/open-link`)).status).toBe(404);
    expect((await space.api('POST', '/open-link', { emailDomains: ['not a domain'] })).status).toBe(400);
    const actions = (await space.api('GET', '/audit-events')).body.items.map(
      ({ action }: { action: string }) => action,
    );
    expect(actions).toContain('open_link.made');
  });
});

async function requestsOf(app: TestApp, space: TestSpace): Promise<{ id: string; email: string }[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string; email: string }>(
    'select id, email from open_link_requests where space_id = $1 order by email',
    [space.id],
  );
  await client.end();
  return rows;
}

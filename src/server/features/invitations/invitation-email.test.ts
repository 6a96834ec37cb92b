import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { catchMails, deliver, smtpError } from '../../../../tests/support/mail-catcher.ts';
import { ownerOf } from '../../../../tests/support/people.ts';
import { connectScim } from '../../../../tests/support/scim.ts';
import { file, imported, people } from '../../../../tests/support/sync-runs.ts';
import { call, createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';
import { migrate } from '../../platform/database/migrate.ts';

async function withMails() {
  const mails = await catchMails();
  const clock = new TestClock(new Date('2026-11-25T12:00:00Z'));
  const app = await createTestApp({ clock, env: { SMTP_URL: mails.url } });
  const space = await createTestSpace(app, { name: 'Acme & Sons' });
  await deliver(app, space);
  mails.mails.length = 0;
  return { app, space, clock, mails };
}

const tokenOf = (link = '') => link.slice(link.lastIndexOf('/') + 1);

describe('the invitation', () => {
  it('is from the organisation, says who invites, in their words, until when, and has one button', async () => {
    const { app, space, mails } = await withMails();
    const owner = await ownerOf(app, space);
    await owner.call('PATCH', `/api/v1/spaces/${space.slug}/users/${owner.userId}`, {
      firstName: 'Olive',
      lastName: 'Owner',
    });
    await owner.call('POST', `/api/v1/spaces/${space.slug}/users`, {
      users: [{ email: 'ada@acme.test', firstName: 'Ada', lastName: 'Lovelace' }],
      message: 'Welcome <aboard>.\nThe course starts on Monday.',
    });
    await deliver(app, space);
    const [sent] = mails.mails;
    expect(sent?.mail.from?.value[0]?.name).toBe('Acme & Sons');
    expect(sent?.subject).toBe('Your invitation to Acme & Sons');
    const plain = (html = '') =>
      html
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>');
    for (const words of [
      'Hello Ada',
      'Olive Owner has invited you to the learning space of Acme & Sons.',
      'Welcome <aboard>.',
      'The course starts on Monday.',
      'until Wednesday',
      '2 December 2026',
      'Sent to ada@acme.test because Olive Owner invited this address.',
    ]) {
      expect(sent?.text).toContain(words);
      expect(plain(sent?.html)).toContain(words);
    }
    expect(sent?.html).not.toContain('<aboard>');
    expect(sent?.html.match(/class="button"/g)).toHaveLength(1);
    expect(new Set(sent?.html.match(/https?:\/\/[^"<\s]*usher_[^"<\s]*/g)).size).toBe(1);
  });

  it('is the organisation’s where no person invites: no source, key or provider is named', async () => {
    const { app, space, mails } = await withMails();
    await imported(app, space, file(people(1, 1)));
    const okta = await connectScim(app, space, 'Okta');
    await okta.send('POST', '/Users', { userName: 'ada@acme.test' });
    await space.api('POST', '/users', { users: [{ email: 'bob@acme.test' }] });
    await deliver(app, space);
    expect(mails.mails.map(({ to }) => to).sort()).toEqual([
      'ada@acme.test',
      'bob@acme.test',
      'p1@acme.test',
    ]);
    for (const { text, link } of mails.mails) {
      expect(text).toContain('Acme & Sons has invited you to its learning space.');
      expect(text).toContain('because Acme & Sons invited this address');
      expect(text).not.toMatch(/CSV upload|Okta|Tests/);
      const offer = await call(app.http, 'POST', '/api/v1/claim/preview', { token: tokenOf(link) });
      expect(offer.body.invitedBy).toBe('Acme & Sons');
    }
  });

  it('names nobody but people of the space after the upgrade', async () => {
    const { app, space, mails } = await withMails();
    const owner = await ownerOf(app, space);
    await owner.call('POST', `/api/v1/spaces/${space.slug}/users`, { users: [{ email: 'ada@acme.test' }] });
    await imported(app, space, file(people(1, 1)));
    const client = new pg.Client({ connectionString: app.superUrl });
    await client.connect();
    await client.query(`update invitations set invited_by = 'CSV upload' where invited_by = ''`);
    await client.query(`delete from usher_migrations where name = '0061_inviters_are_people.sql'`);
    await client.end();
    await migrate({ url: app.ownerUrl, rolesUrl: app.superUrl, folder: 'migrations' });
    await deliver(app, space);
    const of = (to: string) => mails.mails.find((mail) => mail.to === to)?.text;
    expect(of('p1@acme.test')).toContain('Acme & Sons has invited you');
    expect(of('ada@acme.test')).toContain('owner@acme.test has invited you');
  });

  it('of a new address voids the old link, and is sent to the new one', async () => {
    const { app, space, mails } = await withMails();
    const { body } = await space.api('POST', '/users', { users: [{ email: 'wrong@acme.test' }] });
    const id = body.results[0].userId as string;
    await deliver(app, space);
    await space.api('PATCH', `/users/${id}`, { email: 'right@acme.test' });
    await deliver(app, space);
    expect(mails.mails.map(({ to }) => to)).toEqual(['wrong@acme.test', 'right@acme.test']);
    const [old, fresh] = mails.mails.map(({ link }) => tokenOf(link));
    const claim = (token = '') =>
      call(app.http, 'POST', '/api/v1/claim', { token, password: 'a quiet long password' });
    expect((await claim(old)).body).toMatchObject({ code: 'newer_link_sent' });
    expect((await claim(fresh)).status).toBe(200);
  });

  it('that was not sent yet goes to the new address alone', async () => {
    const { app, space, mails } = await withMails();
    const { body } = await space.api('POST', '/users', { users: [{ email: 'wrong@acme.test' }] });
    await space.api('PATCH', `/users/${body.results[0].userId as string}`, { email: 'right@acme.test' });
    await deliver(app, space);
    expect(mails.mails.map(({ to }) => to)).toEqual(['right@acme.test']);
  });

  it('is sent again to all whose link has expired, and the server’s refusal is told', async () => {
    const { app, space, clock, mails } = await withMails();
    mails.behaviour.rcpt = (address) =>
      address.startsWith('bad') ? smtpError(550, '5.1.1 No such user') : undefined;
    await space.api('POST', '/users', {
      users: ['a', 'b', 'bad'].map((name) => ({ email: `${name}@acme.test` })),
    });
    await deliver(app, space);
    expect((await space.api('GET', '/seats?invitation=refused')).body).toMatchObject({ matching: 1 });
    clock.advance(8 * 24 * 3600_000);
    await space.api('POST', '/users', { users: [{ email: 'new@acme.test' }] });
    mails.mails.length = 0;
    const expired = (await space.api('GET', '/users?invitation=expired')).body.items as {
      id: string;
      email: string;
    }[];
    expect(expired.map(({ email }) => email.split('@')[0]).sort()).toEqual(['a', 'b', 'bad', 'owner']);
    const again = await space.api('POST', '/users/bulk', {
      action: 'resend',
      ids: expired.map(({ id }) => id),
    });
    expect(again.status).toBe(200);
    await deliver(app, space);
    expect(mails.mails.map(({ to }) => to.split('@')[0]).sort()).toEqual(['a', 'b', 'new', 'owner']);
    expect((await space.api('GET', '/seats?invitation=expired')).body).toMatchObject({ matching: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import { catchMails, deliver, smtpError } from '../../../../tests/support/mail-catcher.ts';
import { ownerOf } from '../../../../tests/support/people.ts';
import { call, createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';

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

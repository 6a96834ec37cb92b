import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { inviteUsers } from '../../../../tests/support/activate-users.ts';
import { catchMails, deliver } from '../../../../tests/support/mail-catcher.ts';
import {
  call,
  createTestApp,
  createTestSpace,
  TestClock,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { invitationJobs, tendInvitations } from './index.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

async function withMails(options: { seats?: number; at?: string } = {}) {
  const mails = await catchMails();
  const clock = new TestClock(new Date(options.at ?? '2026-11-25T12:00:00Z'));
  const app = await createTestApp({ clock, env: { SMTP_URL: mails.url } });
  const space = await createTestSpace(app, { seats: options.seats ?? 30 });
  await deliver(app, space);
  mails.mails.length = 0;
  /** The job's turn for the space, and that of the outbox. */
  const tend = async () => {
    await tendInvitations(app.platform, space.id);
    await deliver(app, space);
    return mails.mails.splice(0).map(({ to, subject }) => `${to}: ${subject}`);
  };
  return { app, space, clock, mails, tend };
}

const statuses = async (space: TestSpace): Promise<Record<string, string>> => {
  const { body } = await space.api('GET', '/users?sort=email&limit=200');
  const items = body.items as { email: string; status: string }[];
  return Object.fromEntries(items.map(({ email, status }) => [email.split('@')[0], status]));
};

describe('scheduled invitations', () => {
  it('go out when the day begins in the space’s own zone, as they were written', async () => {
    const { app, space, clock, mails } = await withMails({ at: '2026-11-25T12:00:00Z' });
    await space.api('PATCH', '/settings', { timeZone: 'Pacific/Auckland' });
    await space.api('POST', '/users', {
      users: [
        { email: 'ada@acme.test', inviteOn: '2026-12-01' },
        { email: 'bob@acme.test', inviteOn: '2026-12-02' },
      ],
      message: 'See you on Monday.',
    });
    expect((await space.api('GET', '/seats')).body).toMatchObject({ invited: 1, waiting: 2 });
    clock.set(new Date('2026-11-30T10:59:00Z'));
    await tendInvitations(app.platform, space.id);
    expect(await statuses(space)).toMatchObject({ ada: 'waiting', bob: 'waiting' });
    clock.advance(minute);
    await tendInvitations(app.platform, space.id);
    await tendInvitations(app.platform, space.id);
    await deliver(app, space);
    expect(await statuses(space)).toMatchObject({ ada: 'invited', bob: 'waiting' });
    expect(mails.mails.map(({ to }) => to)).toEqual(['ada@acme.test']);
    expect(mails.mails[0]?.text).toContain('See you on Monday.');
    expect(mails.mails[0]?.text).toContain('Acme has invited you');
    expect(await app.verify()).toEqual([]);
  });

  it('wait where no seat is free on their day, and get the first that is', async () => {
    const { app, space, clock, tend } = await withMails({ seats: 2 });
    const [holder = ''] = await inviteUsers(space, ['holder@acme.test']);
    await inviteUsers(space, [{ email: 'ada@acme.test', inviteOn: '2026-11-26' }], 'refuse');
    clock.advance(2 * day);
    await tend();
    expect(await statuses(space)).toMatchObject({ ada: 'waiting' });
    await space.api('DELETE', `/users/${holder}`);
    expect(await statuses(space)).toMatchObject({ ada: 'invited' });
    expect(await tend()).toEqual(['ada@acme.test: Your invitation to Acme']);
    expect(await app.verify()).toEqual([]);
  });

  it('are looked after space by space: one job each', async () => {
    const { app, space } = await withMails();
    const other = await createTestSpace(app, { name: 'Bell' });
    const sweep = invitationJobs(() => app.platform).find(({ schedule }) => schedule !== undefined);
    await sweep?.run({});
    const client = new pg.Client({ connectionString: app.superUrl });
    await client.connect();
    const { rows } = await client.query(
      "select data ->> 'spaceId' as id from pgboss.job where name = 'tend_invitations'",
    );
    await client.end();
    expect(rows.map(({ id }: { id: string }) => id).sort()).toEqual([space.id, other.id].sort());
  });
});

describe('people who wait', () => {
  it('are invited by themselves, in the order in which they came, as seats come free or are bought', async () => {
    const { app, space, clock, tend } = await withMails({ seats: 2 });
    const [holder = ''] = await inviteUsers(space, ['holder@acme.test']);
    await inviteUsers(space, ['first@acme.test', 'second@acme.test'], 'wait');
    clock.advance(minute);
    await inviteUsers(
      space,
      [{ email: 'early@acme.test', startDate: '2026-01-01' }, 'third@acme.test'],
      'wait',
    );
    await space.api('POST', `/users/${holder}/deactivate`, {});
    expect(await statuses(space)).toMatchObject({ first: 'invited', second: 'waiting', early: 'waiting' });
    // One who leaves the queue leaves no gap.
    const { body } = await space.api('GET', '/users?q=second');
    await space.api('DELETE', `/users/${body.items[0].id as string}`);
    await space.api('POST', '/seat-orders', { seats: 10 });
    expect(await statuses(space)).toMatchObject({ early: 'invited', third: 'invited' });
    const sent = await tend();
    expect(sent.filter((mail) => mail.includes('Your invitation')).sort()).toEqual(
      ['early', 'first', 'third'].map((name) => `${name}@acme.test: Your invitation to Acme`),
    );
    expect(await app.verify()).toEqual([]);
  });
});

describe('reminders', () => {
  it('come by themselves once, after the days the space has set, with a fresh link', async () => {
    const { app, space, clock, mails, tend } = await withMails();
    await inviteUsers(space, ['ada@acme.test', 'bob@acme.test']);
    await deliver(app, space);
    const links = new Map(mails.mails.splice(0).map(({ to, link }) => [to, link ?? '']));
    clock.advance(5 * day);
    expect(await tend()).toEqual([]);
    await space.api('PATCH', '/settings', { reminderDays: 6 });
    expect(await tend()).toEqual([]);
    const claim = (email: string) =>
      call(app.http, 'POST', '/api/v1/claim', {
        token: (links.get(email) ?? '').split('/').pop(),
        password: 'a quiet long password',
      });
    expect((await claim('bob@acme.test')).status).toBe(200);
    clock.advance(day);
    const sent = (await tend()).filter((mail) => !mail.startsWith('owner'));
    expect(sent).toEqual(['ada@acme.test: Your place at Acme is waiting']);
    expect((await claim('ada@acme.test')).body).toMatchObject({ code: 'newer_link_sent' });
    clock.advance(10 * day);
    expect(await tend()).toEqual([]);
  });
});

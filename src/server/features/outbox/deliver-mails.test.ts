import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import {
  catchMails,
  deliver as deliverDue,
  deliveryDeps,
  smtpError,
} from '../../../../tests/support/mail-catcher.ts';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { inSpace } from '../../platform/database/index.ts';
import { deliverMails } from './index.ts';

const minute = 60_000;

async function setUp() {
  const catcher = await catchMails();
  const clock = new TestClock();
  const app = await createTestApp({
    clock,
    env: { SMTP_URL: catcher.url, MAIL_FROM: 'Usher <seats@usher.test>' },
  });
  const space = await createTestSpace(app, { name: 'Acme Learning' });
  const deliver = () => deliverDue(app, space);
  await deliver();
  catcher.mails.length = 0;
  return { catcher, clock, app, space, deliver };
}

const invite = (space: TestSpace, ...emails: string[]) =>
  space.api('POST', '/users', { users: emails.map((email) => ({ email })) });

interface Row {
  to_email: string;
  state: string;
  attempts: number;
  server_answer: string | null;
  html: string | null;
  text: string | null;
  next_attempt_at: Date;
}
const rows = (app: TestApp, space: TestSpace) =>
  inSpace(app.platform.database, space.id, (tx) =>
    tx
      .selectFrom('mails')
      .selectAll()
      .where('to_email', '!=', 'owner@acme.test')
      .orderBy('to_email')
      .execute(),
  ) as Promise<Row[]>;

const health = async (space: TestSpace, email: string) =>
  (await space.api('GET', `/users?q=${encodeURIComponent(email)}`)).body.items[0].invitation.state as string;

test('a mail arrives once, from the organisation, with a link that is kept nowhere', async () => {
  const { catcher, app, space, deliver } = await setUp();
  await invite(space, 'ada@acme.test');
  await deliver();
  await deliver();
  expect(catcher.mails).toHaveLength(1);
  const [caught] = catcher.mails;
  expect(caught!.to).toBe('ada@acme.test');
  expect(caught!.mail.from?.value).toEqual([{ address: 'seats@usher.test', name: 'Acme Learning' }]);
  expect(caught!.mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(caught!.link).toMatch(/^http:\/\/localhost:4000\/claim\/usher_invite_/);
  expect(caught!.html).toContain(caught!.link);
  const [row] = await rows(app, space);
  expect(row).toMatchObject({ state: 'sent', attempts: 1 });
  expect(row!.server_answer).toMatch(/^250 /);
  expect(row!.html).toContain('/claim/(hidden)');
  expect(`${row!.html ?? ''}${row!.text ?? ''}`).not.toContain('usher_invite_');
  expect(await health(space, 'ada@acme.test')).toBe('sent');
});

test('an address refused at RCPT is final, with the server’s words, and shows on the User', async () => {
  const { catcher, app, space, deliver } = await setUp();
  catcher.behaviour.rcpt = (to) =>
    to === 'bad@acme.test' ? smtpError(550, 'No such mailbox here') : undefined;
  await invite(space, 'bad@acme.test', 'good@acme.test');
  await deliver();
  expect((await rows(app, space)).map(({ to_email, state }) => [to_email, state])).toEqual([
    ['bad@acme.test', 'refused'],
    ['good@acme.test', 'sent'],
  ]);
  expect((await rows(app, space))[0]!.server_answer).toContain('No such mailbox here');
  expect(await health(space, 'bad@acme.test')).toBe('refused');
  expect(catcher.mails.map(({ to }) => to)).toEqual(['good@acme.test']);
});

test('a 4xx is tried again later, not at once, and longer apart each time', async () => {
  const { catcher, clock, app, space, deliver } = await setUp();
  catcher.behaviour.rcpt = () => smtpError(450, 'Try again later');
  await invite(space, 'ada@acme.test');
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await deliver();
    await deliver();
    const [row] = await rows(app, space);
    expect(row).toMatchObject({ state: 'queued', attempts: attempt });
    waits.push(row!.next_attempt_at.getTime() - clock.now().getTime());
    clock.set(row!.next_attempt_at);
  }
  expect(waits[1]).toBeGreaterThan(waits[0]!);
  expect(waits[2]).toBeGreaterThan(waits[1]!);
  catcher.behaviour.rcpt = () => undefined;
  await deliver();
  expect(catcher.mails).toHaveLength(1);
  expect((await rows(app, space))[0]).toMatchObject({ state: 'sent', attempts: 4 });
});

test('a connection dropped after DATA: sent again under the same Message-ID', async () => {
  const { catcher, clock, app, space, deliver } = await setUp();
  catcher.behaviour.dropAfterData = () => true;
  await invite(space, 'ada@acme.test');
  await deliver();
  expect((await rows(app, space))[0]).toMatchObject({ state: 'queued', attempts: 1 });
  catcher.behaviour.dropAfterData = () => false;
  clock.advance(minute);
  await deliver();
  expect(catcher.mails).toHaveLength(2);
  expect(new Set(catcher.mails.map(({ messageId }) => messageId)).size).toBe(1);
  expect((await rows(app, space))[0]!.state).toBe('sent');
});

test('a crash between the server’s yes and our writing it down: again, same Message-ID, when the lease ends', async () => {
  const { catcher, clock, app, space, deliver } = await setUp();
  await invite(space, 'ada@acme.test');
  const deps = deliveryDeps(app);
  const crashing = {
    ...deps.mailer,
    async send(message: Parameters<typeof deps.mailer.send>[0]): Promise<never> {
      await deps.mailer.send(message);
      throw new Error('the process died here');
    },
  };
  await expect(deliverMails({ ...deps, mailer: crashing }, space.id)).rejects.toThrow('died');
  expect((await rows(app, space))[0]).toMatchObject({ state: 'sending', attempts: 1 });
  await deliver();
  expect(catcher.mails).toHaveLength(1);
  clock.advance(3 * minute);
  await deliver();
  expect(catcher.mails).toHaveLength(2);
  expect(new Set(catcher.mails.map(({ messageId }) => messageId)).size).toBe(1);
});

test('a server that is down for a while: nothing is lost, everything arrives once', async () => {
  const { catcher, clock, app, space, deliver } = await setUp();
  await catcher.stop();
  await invite(space, ...Array.from({ length: 25 }, (_, i) => `person${String(i)}@acme.test`));
  for (let hour = 0; hour < 3; hour += 1) {
    await deliver();
    clock.advance(60 * minute);
  }
  expect((await rows(app, space)).every(({ state }) => state === 'queued')).toBe(true);
  await catcher.start();
  await deliver();
  expect(catcher.mails).toHaveLength(25);
  expect(new Set(catcher.mails.map(({ to }) => to)).size).toBe(25);
  expect((await rows(app, space)).every(({ state }) => state === 'sent')).toBe(true);
});

test('after two days Usher gives up and says so', async () => {
  const { catcher, clock, app, space, deliver } = await setUp();
  catcher.behaviour.rcpt = () => smtpError(450, 'Busy');
  await invite(space, 'ada@acme.test');
  clock.advance(49 * 60 * minute);
  await deliver();
  const [row] = await rows(app, space);
  expect(row!.state).toBe('refused');
  expect(row!.server_answer).toContain('given up');
});

test('without an SMTP server mails are kept to be read, and the invitation counts as sent', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  await invite(space, 'ada@acme.test');
  await deliverDue(app, space);
  const [row] = await rows(app, space);
  expect(row!.state).toBe('kept');
  expect(row!.text).toContain('/claim/(hidden)');
  expect(await health(space, 'ada@acme.test')).toBe('sent');
});

test('a refused sender is not the address’s fault: it is tried again', async () => {
  const { catcher, app, space, deliver } = await setUp();
  catcher.behaviour.from = () => smtpError(550, 'Sender not allowed');
  await invite(space, 'ada@acme.test');
  await deliver();
  expect((await rows(app, space))[0]).toMatchObject({ state: 'queued', attempts: 1 });
  expect((await rows(app, space))[0]!.server_answer).toContain('Sender not allowed');
});

test('who has claimed before it went needs it no more: it is dated by when that was seen', async () => {
  const { clock, app, space, deliver } = await setUp();
  const [id] = await inviteUsers(space, ['ada@acme.test']);
  await activateUsers(app, space, [id!]);
  clock.advance(5 * minute);
  await deliver();
  expect((await rows(app, space))[0]).toMatchObject({ state: 'cancelled', next_attempt_at: clock.now() });
  const { story } = (await space.api('GET', `/users/${id!}`)).body.invitation;
  expect(story).toContainEqual(expect.objectContaining({ what: 'cancelled', at: clock.now().toISOString() }));
});

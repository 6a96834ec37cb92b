import { expect, test } from 'vitest';
import { catchMails, deliver, smtpError } from '../../../../tests/support/mail-catcher.ts';
import { join, ownerOf } from '../../../../tests/support/people.ts';
import {
  call,
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';

const ada = { email: 'ada@acme.test', firstName: 'Ada', lastName: 'Lovelace' };
const elodie = { email: 'e.durand@acme.test', firstName: 'Élodie', lastName: 'Durand' };

async function setUp(options: { clock?: TestClock; env?: Record<string, string> } = {}) {
  const app = await createTestApp(options);
  const space = await createTestSpace(app);
  await space.api('POST', '/users', { users: [ada, elodie] });
  await deliver(app, space);
  return { app, space };
}

const mails = async (space: TestSpace, query = '') => (await space.api('GET', `/mails${query}`)).body;
const addresses = async (space: TestSpace, query: string) =>
  (await mails(space, query)).items.map((mail: { to: string }) => mail.to);

test('the Outbox lists every mail, newest first, and is narrowed by state, kind and person', async () => {
  const { space } = await setUp();
  const all = await mails(space);
  expect(all).toMatchObject({ nextCursor: null, counts: { queued: 0, refused: 0 } });
  expect(all.items.filter((mail: { kind: string }) => mail.kind === 'invitation')).toHaveLength(3);
  expect(all.items[0]).toMatchObject({ state: 'kept', attempts: 1, nextAttemptAt: null });
  expect(await addresses(space, '?q=love')).toEqual(['ada@acme.test']);
  expect(await addresses(space, '?q=ELO%20dur')).toEqual(['e.durand@acme.test']);
  expect(await addresses(space, '?q=Ada%40acme')).toEqual(['ada@acme.test']);
  expect(await addresses(space, '?q=nobody')).toEqual([]);
  expect(await addresses(space, '?state=refused')).toEqual([]);
  const owners = await addresses(space, `?user=${space.ownerId}&kind=invitation,invitation_reminder`);
  expect(owners).toEqual(['owner@acme.test']);
});

test('pages by cursor neither skip nor repeat, also where many mails are of one instant', async () => {
  const app = await createTestApp({ clock: new TestClock() });
  const space = await createTestSpace(app, { seats: 100 });
  const users = Array.from({ length: 40 }, (_, i) => ({ email: `p${String(i)}@acme.test` }));
  await space.api('POST', '/users', { users });
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await mails(space, `?limit=7&kind=invitation${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.items.map((mail: { id: string }) => mail.id));
    cursor = page.nextCursor as string | null;
  }
  expect(seen).toHaveLength(41);
  expect(new Set(seen).size).toBe(41);
  expect((await space.api('GET', '/mails?cursor=bm8')).body.code).toBe('invalid_request');
});

test('one mail as sent; its link can be opened on a machine of one’s own, and nowhere else', async () => {
  const { app, space } = await setUp();
  const [item] = (await mails(space, '?q=ada')).items;
  const { body } = await space.api('GET', `/mails/${item.id as string}`);
  expect(body).toMatchObject({ subject: 'Your invitation to Acme', hasHtml: true });
  expect(body.text).toContain('/claim/(hidden)');
  expect(body.link).toMatch(/^http:\/\/localhost:4000\/claim\/usher_invite_/);
  const token = (body.link as string).split('/claim/')[1];
  expect((await call(app.http, 'POST', '/api/v1/claim/preview', { token })).status).toBe(200);

  const html = await space.api('GET', `/mails/${item.id as string}/html`);
  expect(html.headers['content-type']).toContain('text/html');
  expect(html.headers['content-security-policy']).toMatch(/^default-src 'none';.*sandbox$/);
  expect(html.body).toContain('/claim/(hidden)');

  await call(app.http, 'POST', '/api/v1/claim', { token, password: 'a quiet long password' });
  expect((await space.api('GET', `/mails/${item.id as string}`)).body.link).toBeNull();

  const elsewhere = await setUp({ env: { PUBLIC_URL: 'https://usher.acme.test' } });
  const [mail] = (await mails(elsewhere.space, '?q=ada')).items;
  const blanked = (await elsewhere.space.api('GET', `/mails/${mail.id as string}`)).body;
  expect(blanked.text).toContain('(hidden)');
  expect(blanked.link).toBeNull();
  expect(JSON.stringify(blanked)).not.toContain('usher_invite_');
});

const again = (space: TestSpace, id: string) => space.api('POST', `/mails/${id}/send-again`);
const only = async (space: TestSpace, query: string) => (await mails(space, query)).items[0];

test('sending an invitation again makes a fresh link; who has claimed needs none', async () => {
  const { app, space } = await setUp();
  const first = await only(space, '?q=ada');
  expect((await again(space, first.id)).body).toEqual({ id: null });
  await deliver(app, space);
  const both = (await mails(space, '?q=ada')).items;
  expect(both).toHaveLength(2);
  expect((await space.api('GET', `/mails/${both[1].id as string}`)).body.link).toBeNull();
  expect((await space.api('GET', `/mails/${both[0].id as string}`)).body.link).toContain('/claim/usher_');

  const grace = await join(app, space, { email: 'grace@acme.test' });
  const hers = await only(space, `?user=${grace.userId}`);
  expect(await again(space, hers.id)).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  expect((await again(space, '01a20ca5-b0a9-77ec-8e22-99e6b12d80bd')).status).toBe(404);
});

test('another mail goes out again as a new one; one that waits is tried at once', async () => {
  const clock = new TestClock();
  const catcher = await catchMails();
  const app = await createTestApp({ clock, env: { SMTP_URL: catcher.url } });
  const space = await createTestSpace(app);
  const owner = await ownerOf(app, space);
  const url = `/api/v1/spaces/${space.slug}/mails`;
  const test = await owner.call('POST', `${url}/test`, {});
  await deliver(app, space);
  const sent = (await owner.call('GET', `${url}/${test.body.id as string}`)).body;
  expect(sent).toMatchObject({ kind: 'test', to: 'owner@acme.test', state: 'sent', link: null });
  expect(sent.answer).toMatch(/^250 /);
  expect(catcher.mails.map(({ subject }) => subject)).toContain('Test mail from Acme');

  const repeated = await again(space, sent.id as string);
  await deliver(app, space);
  const copy = (await space.api('GET', `/mails/${repeated.body.id as string}`)).body;
  expect(copy).toMatchObject({ state: 'sent', repeats: sent.id, subject: sent.subject });
  expect(new Set(catcher.mails.map(({ messageId }) => messageId)).size).toBe(catcher.mails.length);

  catcher.behaviour.rcpt = () => smtpError(450, 'Try again later');
  await space.api('POST', '/users', { users: [ada] });
  await deliver(app, space);
  const waiting = await only(space, '?state=queued');
  expect(waiting).toMatchObject({ to: 'ada@acme.test', attempts: 1 });
  expect(Date.parse(waiting.nextAttemptAt as string)).toBeGreaterThan(clock.now().getTime());
  catcher.behaviour.rcpt = () => undefined;
  expect((await again(space, waiting.id as string)).body).toEqual({ id: waiting.id });
  await deliver(app, space);
  expect(await only(space, '?q=ada')).toMatchObject({ id: waiting.id, state: 'sent', attempts: 2 });
});

test('a test mail needs an address; the settings tell the server without its password', async () => {
  const { space } = await setUp({
    env: { SMTP_URL: 'smtps://usher:secret@mail.acme.test', MAIL_FROM: 'Usher <seats@acme.test>' },
  });
  expect((await space.api('POST', '/mails/test', {})).body.code).toBe('invalid_request');
  expect((await space.api('POST', '/mails/test', { to: 'not an address' })).status).toBe(400);
  expect((await space.api('POST', '/mails/test', { to: 'it@acme.test' })).status).toBe(200);
  expect((await space.api('GET', '/mail-settings')).body).toEqual({
    server: 'mail.acme.test:465',
    encrypted: true,
    from: 'Usher <seats@acme.test>',
    linksCanBeOpened: false,
  });
});

test('a Member, and another space’s Admin, see nothing of it', async () => {
  const { app, space } = await setUp();
  const member = await join(app, space, { email: 'm@acme.test' });
  const mail = await only(space, '?q=ada');
  const other = await createTestSpace(app, { name: 'Other' });
  const paths = ['', `/${mail.id as string}`, `/${mail.id as string}/html`];
  for (const path of paths) {
    const url = `/api/v1/spaces/${space.slug}/mails${path}`;
    expect((await member.call('GET', url)).status).toBe(403);
    if (path) expect((await other.api('GET', `/mails${path}`)).status).toBe(404);
  }
  expect((await again(other, mail.id as string)).status).toBe(404);
});

const fill = async (app: TestApp, space: TestSpace) => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  await client.query(
    `insert into mails (space_id, id, kind, to_email, state, attempts, next_attempt_at, created_at, sent_at)
     select $1, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - i * 60000::bigint), 12, '0') || '7000' || '8' || substr(md5(i::text), 1, 15))::uuid,
       case when i % 50 = 0 then 'seats_added' else 'invitation' end, 'p' || i || '@acme.test',
       case when i % 100 = 0 then 'refused' else 'sent' end, 1, now(), now() - i * interval '1 minute', now()
     from generate_series(1, 100000) i`,
    [space.id],
  );
  await client.query('analyze mails');
  await client.end();
};

test('among 100,000 mails each page holds the next ones, and a filter finds its own', async () => {
  const { app, space } = await setUp();
  await fill(app, space);
  const first = await mails(space, '?limit=200&kind=seats_added');
  const next = await mails(space, `?limit=200&kind=seats_added&cursor=${first.nextCursor as string}`);
  const numbers = [...first.items, ...next.items].map(({ to }: { to: string }) =>
    Number(/\d+/.exec(to)?.[0]),
  );
  expect(numbers).toEqual(Array.from({ length: 400 }, (_, i) => (i + 1) * 50));
  expect(first.counts).toEqual({ queued: 0, refused: 1000 });
  expect(await addresses(space, '?state=refused&limit=3')).toEqual(
    [100, 200, 300].map((n) => `p${String(n)}@acme.test`),
  );
  expect(await addresses(space, '?q=p77777%40')).toEqual(['p77777@acme.test']);
});

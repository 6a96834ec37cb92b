import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import { catchMails, deliver } from '../../../../tests/support/mail-catcher.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';
import { file as csv, imported, people, readRunOf, upload } from '../../../../tests/support/sync-runs.ts';
import { importFile } from './import-file.ts';
import { runSync } from './run-sync.ts';

const file = (from: number, to: number): string =>
  ['employee_id,email,first_name,last_name']
    .concat(
      Array.from({ length: to - from + 1 }, (_, i) => `E${from + i},p${from + i}@acme.test,First,Last${i}`),
    )
    .join('\n') + '\n';

async function* bytes(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

test('Admins hear of a held run and of a shortage, in figures, once, and not of what is settled', async () => {
  const catcher = await catchMails();
  const clock = new TestClock(new Date('2026-05-05T01:30:00Z'));
  const app = await createTestApp({ env: { SMTP_URL: catcher.url }, clock });
  const space = await createTestSpace(app, { seats: 20 });
  const send = (text: string) => {
    clock.advance(60_000);
    return importFile(app.platform, space.id, {
      mode: 'full',
      apply: true,
      approveHeld: false,
      fileName: 'people.csv',
      chunks: bytes(text),
    });
  };
  await send(file(1, 22));
  await deliver(app, space);
  const short = () => catcher.mails.filter(({ subject }) => subject.includes('for a seat'));
  expect(short().map(({ subject }) => subject)).toEqual(['3 people of CSV upload wait for a seat']);
  const held = await send(file(1, 10));
  await deliver(app, space);
  const mail = catcher.mails.find(({ subject }) => subject.includes('held'));
  for (const part of [mail?.text.replaceAll('\n', ' '), mail?.html]) {
    expect(part).toContain('people.csv would deactivate 12 of 22 people (limit 3). Nobody has changed.');
    expect(part).toContain(`/s/${space.slug}/sync?run=${held.id}`);
  }
  await send(file(1, 11));
  await send(file(1, 22));
  const before = catcher.mails.length;
  await deliver(app, space);
  expect(catcher.mails.slice(before).filter(({ subject }) => subject.includes('held'))).toEqual([]);
  expect(short()).toHaveLength(1);
  await send(file(1, 23));
  await deliver(app, space);
  expect(short()[1]?.subject).toBe('1 person of CSV upload waits for a seat');
});

test('where others took seats between the plan and its applying, Admins hear who waits in fact', async () => {
  const catcher = await catchMails();
  const app = await createTestApp({ env: { SMTP_URL: catcher.url } });
  const space = await createTestSpace(app, { seats: 12 });
  await imported(app, space, csv(people(1, 6)));
  const { body } = await space.api('POST', '/sync-runs?intent=apply', csv(people(1, 8)), {
    'content-type': 'text/csv',
  });
  const id = String(body.id);
  const stop = () => {
    throw new Error('killed');
  };
  await expect(runSync(app.platform, space.id, id, { between: stop })).rejects.toThrow('killed');
  expect(await readRunOf(space, id)).toMatchObject({ state: 'applying', seats: { short: 0, toComers: 2 } });
  const users = Array.from({ length: 4 }, (_, i) => ({ email: `hand${String(i)}@acme.test` }));
  expect((await space.api('POST', '/users', { users })).status).toBe(200);
  await space.api('POST', '/users', { users: [{ email: 'p8@acme.test' }], whenFull: 'wait' });
  await runSync(app.platform, space.id, id);
  expect(await readRunOf(space, id)).toMatchObject({
    state: 'applied',
    headline: '1 joined. 1 of them waits for a seat.',
    seats: { total: 12, takenAfter: 12, waitingAfter: 1, toComers: 0, short: 1 },
  });
  await deliver(app, space);
  expect(catcher.mails.map(({ subject }) => subject)).toContain('1 person of CSV upload waits for a seat');
});

test('the Owner hears of a run while nobody is Active, and then the Active Admins alone', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 60 });
  const told = async () => {
    const { items } = (await space.api('GET', '/mails?kind=sync_held')).body;
    return (items as { to: string }[]).map(({ to }) => to).sort();
  };
  await imported(app, space, csv(people(1, 20)));
  const [ida = ''] = await inviteUsers(
    space,
    ['ida', 'tom'].map((name) => ({ email: `${name}@acme.test`, role: 'admin' })),
  );
  await upload(app, space, csv(people(1, 5)), '&intent=apply');
  expect(await told()).toEqual(['owner@acme.test']);
  await activateUsers(app, space, [ida]);
  await upload(app, space, csv(people(1, 6)), '&intent=apply');
  expect(await told()).toEqual(['ida@acme.test', 'owner@acme.test']);
});

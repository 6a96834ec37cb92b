import { expect, test } from 'vitest';
import { catchMails, deliver } from '../../../../tests/support/mail-catcher.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';
import { importFile } from './import-file.ts';

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

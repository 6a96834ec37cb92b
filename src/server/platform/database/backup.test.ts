import { createReadStream, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { backup, restore } from './backup.ts';

test('a backup restored into an empty database is the same, and verifies', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'usher-backup-')), 'all.usher');
  const from = await createTestApp();
  const space = await createTestSpace(from, { seats: 20 });
  await space.api('POST', '/users', {
    users: [
      { email: 'ada@acme.test', firstName: 'Ada\tline\nbreak', lastName: '\\.' },
      { email: 'bo@acme.test' },
    ],
  });
  const written = await backup(from.ownerUrl, file);
  expect(written['public.users']).toBe(3);
  const to = await createTestApp();
  expect(await restore(to.ownerUrl, createReadStream(file))).toEqual(written);
  expect(await to.verify()).toEqual([]);
  const again = join(mkdtempSync(join(tmpdir(), 'usher-backup-')), 'again.usher');
  expect(await backup(to.ownerUrl, again)).toEqual(written);
  await expect(restore(to.ownerUrl, createReadStream(file))).rejects.toMatchObject({ code: 'invalid_state' });
});

test('a backup that was cut off, wherever, restores nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'usher-backup-'));
  const file = join(folder, 'whole.usher');
  const from = await createTestApp();
  await createTestSpace(from);
  await backup(from.ownerUrl, file);
  const text = gunzipSync(readFileSync(file)).toString();
  const to = await createTestApp();
  const cuts = ['"public.users"', 'owner@acme.test', '"public.mails"'].map((mark) => text.indexOf(mark) + 60);
  for (const at of cuts) {
    writeFileSync(join(folder, 'cut.usher'), gzipSync(text.slice(0, at)));
    await expect(restore(to.ownerUrl, createReadStream(join(folder, 'cut.usher')))).rejects.toMatchObject({
      code: 'file_refused',
    });
  }
  const torn = readFileSync(file);
  writeFileSync(join(folder, 'torn.usher'), torn.subarray(0, torn.length / 2));
  await expect(restore(to.ownerUrl, createReadStream(join(folder, 'torn.usher')))).rejects.toMatchObject({
    code: 'file_refused',
  });
  expect((await backup(to.ownerUrl, join(folder, 'after.usher')))['public.spaces']).toBe(0);
});

test('a backup that cannot be written, and a file that cannot be read, are refused without a trace', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'usher-backup-'));
  const app = await createTestApp();
  await expect(backup(app.ownerUrl, join(folder, 'nowhere', 'all.usher'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
  // Opened, it is no file to read from.
  await expect(restore(app.ownerUrl, createReadStream(folder))).rejects.toMatchObject({
    code: 'file_refused',
  });
});

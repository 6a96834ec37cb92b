import { expect, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

test('settings change one at a time, are kept, and say what is wrong', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  expect((await space.api('GET', '/settings')).body).toMatchObject({
    name: 'Acme',
    invitationDays: 7,
    reminderDays: null,
  });
  const changed = await space.api('PATCH', '/settings', {
    reminderDays: 3,
    platformUrl: 'https://learn.acme.test',
  });
  expect(changed.body).toMatchObject({
    name: 'Acme',
    reminderDays: 3,
    platformUrl: 'https://learn.acme.test',
  });
  for (const wrong of [
    { timeZone: 'Mars/Base' },
    { invitationDays: 0 },
    { platformUrl: 'javascript:alert(1)' },
    { name: ' ' },
  ]) {
    expect(await space.api('PATCH', '/settings', wrong)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  }
  expect((await space.api('GET', '/settings')).body).toEqual(changed.body);
});

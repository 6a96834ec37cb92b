import pg from 'pg';
import { expect, test } from 'vitest';
import { connectScim, searchFor, type ScimClient } from '../../../../tests/support/scim.ts';
import {
  approve,
  file,
  imported,
  people,
  rowsOf,
  statesOf,
  undo,
} from '../../../../tests/support/sync-runs.ts';
import { createTestApp, createTestSpace, type TestSpace } from '../../../../tests/support/test-app.ts';
import { migrate } from '../../platform/database/migrate.ts';

const turn = async (scim: ScimClient, n: number, active: boolean) => {
  const { Resources } = (await scim.get(searchFor(`userName eq "p${String(n)}@acme.test"`))).body;
  const Operations = [{ op: 'Replace', path: 'active', value: active }];
  return scim.send('PATCH', `/Users/${Resources[0].id}`, { Operations });
};
const told = async (space: TestSpace, runId: string) =>
  (await space.api('GET', `/sync-runs/${runId}/people?reason=deactivated_elsewhere`)).body.items;
const idOf = async (space: TestSpace, q: string) =>
  String((await space.api('GET', `/users?q=${q}&status=deactivated`)).body.items[0].id);

test('whom the identity provider switched off no file brings back; the provider and Admins may', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const entra = await connectScim(app, space, 'Entra');
  await imported(app, space, file(people(1, 5)));
  for (const n of [1, 2, 3]) await turn(entra, n, false);
  const mails = async () => (await rowsOf(app, `select id from mails where kind = 'invitation'`)).length;
  const before = await mails();
  expect(before).toBeGreaterThan(0);

  const run = await imported(app, space, file(people(1, 5)));
  expect(run.counts).toMatchObject({ returner: 0, unchanged: 2, kept_out: 3 });
  expect(run.headline).toBe('Nothing changed. 3 are kept out.');
  expect(await told(space, run.id)).toMatchObject(
    ['E1', 'E2', 'E3'].map((employeeId) => ({
      employeeId,
      outcome: 'kept_out',
      sentence: 'Deactivated by Entra',
    })),
  );
  expect(await statesOf(space)).toMatchObject({ E1: 'deactivated', E2: 'deactivated', E4: 'invited' });
  expect(await mails()).toBe(before);

  // Away and listed again, they are still not the file's to bring back; nor is it an undo's.
  const without = await imported(app, space, file(people(4, 5)));
  await imported(app, space, file(people(1, 5)));
  expect(await statesOf(space)).toMatchObject({ E1: 'deactivated' });
  expect(without.counts).toMatchObject({ leaver: 0 });

  expect((await turn(entra, 1, true)).body.active).toBe(true);
  await space.api('POST', `/users/${await idOf(space, 'E2')}/lift-keep-out`);
  await space.api('POST', `/users/${await idOf(space, 'E3')}/reactivate`);
  const back = await imported(app, space, file(people(1, 5)));
  expect(back.counts).toMatchObject({ returner: 1, unchanged: 4, kept_out: 0 });
  expect(await statesOf(space)).toMatchObject({ E1: 'invited', E2: 'invited', E3: 'invited' });
  expect(await app.verify()).toEqual([]);
});

test('whom the file itself let go it brings back, and an undo takes back what was its own alone', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const entra = await connectScim(app, space, 'Entra');
  await imported(app, space, file(people(1, 5)));
  const run = await imported(app, space, file(people(3, 5)));
  await turn(entra, 1, true);
  await turn(entra, 1, false);
  await approve(app, space, await undo(app, space, run.id));
  expect(await statesOf(space)).toMatchObject({ E1: 'deactivated', E2: 'invited' });
  expect(await app.verify()).toEqual([]);
});

test('the provider may not bring back whom an Admin keeps out after it', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const entra = await connectScim(app, space, 'Entra');
  await imported(app, space, file(people(1, 3)));
  await turn(entra, 1, false);
  const id = await idOf(space, 'E1');
  await space.api('POST', `/users/${id}/reactivate`);
  await space.api('POST', `/users/${id}/deactivate`);
  expect((await turn(entra, 1, true)).status).toBe(403);
});

test('who was switched off by a provider before the upgrade stays out as well', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const entra = await connectScim(app, space, 'Entra');
  await imported(app, space, file(people(1, 5)));
  await imported(app, space, file(people(2, 5)));
  await turn(entra, 2, false);
  await turn(entra, 3, false);
  await turn(entra, 3, true);
  await space.api('POST', `/users/${await idOf(space, 'E1')}/reactivate`);
  await imported(app, space, file(people(2, 5)));
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  await client.query('update users set kept_out_by = null');
  await client.query('alter table users drop column kept_out_by_provider');
  await client.query(`delete from usher_migrations where name = '0060_kept_out_by_provider.sql'`);
  await client.end();
  await migrate({ url: app.ownerUrl, rolesUrl: app.superUrl, folder: 'migrations' });
  const run = await imported(app, space, file(people(1, 5)));
  expect(run.headline).toBe('1 returned. 1 is kept out.');
  expect(await told(space, run.id)).toMatchObject([{ employeeId: 'E2', sentence: 'Deactivated by Entra' }]);
  expect(await statesOf(space)).toMatchObject({ E1: 'invited', E2: 'deactivated', E3: 'invited' });
});

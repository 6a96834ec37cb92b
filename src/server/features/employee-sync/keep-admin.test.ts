import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import { everyPage } from '../../../../tests/support/every-page.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { inSpace } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids/index.ts';

test('an Admin whom no feed lists any more is named until a person keeps or deactivates them', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const ids = await inviteUsers(space, [
    { email: 'tom@acme.test', firstName: 'Tom', lastName: 'Hale', role: 'admin' },
    { email: 'ida@acme.test', role: 'admin' },
    { email: 'was@acme.test', role: 'admin' },
  ]);
  await activateUsers(app, space, ids);
  const source = newId(new Date());
  await inSpace(app.platform.database, space.id, (tx) =>
    sql`with source as (
        insert into sync_sources (space_id, id, kind, name, created_by, created_at, updated_at)
        values (${space.id}, ${source}, 'sftp', 'Acme HR', 'Test', now(), now())
      )
      insert into sync_absent_admins (space_id, user_id, source_id, run_id, since)
      select ${space.id}::uuid, id, ${source}::uuid, ${source}::uuid, now() from unnest(${ids}::uuid[]) as g (id)`.execute(
      tx,
    ),
  );
  await space.api('PATCH', `/users/${ids[2]!}`, { role: 'member' });
  const list = async () =>
    ((await space.api('GET', '/absent-admins')).body.items as { id: string }[]).map(({ id }) => id);
  expect((await space.api('GET', '/absent-admins')).body.items).toContainEqual(
    expect.objectContaining({ id: ids[0], name: 'Tom Hale', source: 'Acme HR', role: 'admin' }),
  );
  expect(new Set(await list())).toEqual(new Set(ids.slice(0, 2)));
  expect((await everyPage(space, '/absent-admins')).map(({ id }) => id)).toEqual(await list());
  expect((await space.api('GET', '/absent-admins?cursor=strange')).body.code).toBe('invalid_request');

  expect((await space.api('POST', `/absent-admins/${ids[0]!}/keep`)).status).toBe(204);
  expect(await list()).toEqual([ids[1]]);
  expect((await space.api('POST', `/absent-admins/${ids[0]!}/keep`)).body.code).toBe('not_found');
  expect((await space.api('GET', `/users/${ids[0]!}`)).body).toMatchObject({
    status: 'active',
    history: [{ action: 'user.kept_though_absent' }, { action: 'user.invited' }],
  });
  await space.api('POST', `/users/${ids[1]!}/deactivate`, {});
  expect(await list()).toEqual([]);
});

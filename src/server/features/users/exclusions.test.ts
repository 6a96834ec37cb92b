import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { inviteUsers } from '../../../../tests/support/activate-users.ts';
import { everyPage } from '../../../../tests/support/every-page.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { actingAs, execute, operator } from '../../platform/command/index.ts';
import { inSpace } from '../../platform/database/index.ts';
import { erasePerson } from '../erasure/index.ts';

test('an Admin sees which deleted people stay out, and lifts it one by one', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const ids = await inviteUsers(space, [
    { email: 'ada@acme.test', firstName: 'Ada', lastName: 'Lovelace', employeeId: 'E-1' },
    { email: 'tom@acme.test', employeeId: 'E-2' },
    { email: 'byhand@acme.test' },
  ]);
  await inSpace(app.platform.database, space.id, (tx) =>
    sql`update users set source = 'hris' where space_id = ${space.id} and employee_id is not null`.execute(
      tx,
    ),
  );
  const preview = async (body: object) => (await space.api('POST', '/users/bulk/preview', body)).body;
  expect(await preview({ action: 'delete', ids })).toMatchObject({ applies: 3, keptOut: 2 });
  expect(await preview({ action: 'deactivate', filter: { q: 'ada' } })).toMatchObject({ keptOut: 1 });
  expect(await preview({ action: 'resend', ids })).toMatchObject({ applies: 3, keptOut: 0 });
  await space.api('POST', '/users/bulk', { action: 'delete', ids });
  const list = async () => (await space.api('GET', '/exclusions')).body;
  const found = await list();
  expect(found.total).toBe(2);
  expect(await everyPage(space, '/exclusions')).toEqual(found.items);
  expect(found.items).toContainEqual({
    id: ids[0],
    name: 'Ada Lovelace',
    email: 'ada@acme.test',
    excludedBy: 'Tests',
    excludedAt: expect.any(String) as string,
  });

  // Erased, they are still to be lifted: by when and by whom they were excluded.
  const asOperator = { spaceId: space.id, caller: actingAs(operator) };
  await execute(app.platform, asOperator, erasePerson, { userId: ids[1] });
  expect((await list()).items).toContainEqual(
    expect.objectContaining({ id: ids[1], name: null, email: null, excludedBy: 'Tests' }),
  );

  expect((await space.api('DELETE', `/exclusions/${ids[1]!}`)).status).toBe(204);
  expect((await space.api('DELETE', `/exclusions/${ids[1]!}`)).body.code).toBe('not_found');
  expect((await list()).items).toMatchObject([{ id: ids[0] }]);
  const { items } = (await space.api('GET', `/audit-events?subject=${ids[1]!}`)).body;
  expect(items[0]).toMatchObject({ action: 'user.exclusion_lifted', actor: { name: 'Tests' } });
});

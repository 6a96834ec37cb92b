import pg from 'pg';
import { expect, test } from 'vitest';
import { inviteUsers } from '../../../../tests/support/activate-users.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';

interface Event {
  id: string;
  at: string;
  action: string;
  summary: string;
  actor: { kind: string; id: string | null };
}

test('the log is read by subject, action, actor and time, page by page', async () => {
  const clock = new TestClock(new Date('2026-05-01T09:00:00Z'));
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app);
  const [ada, tom] = await inviteUsers(space, ['ada@acme.test', 'tom@acme.test']);
  clock.set(new Date('2026-05-02T09:00:00Z'));
  await space.api('PATCH', `/users/${ada!}`, { firstName: 'Ada', department: 'Sales', role: 'admin' });
  clock.set(new Date('2026-05-03T09:00:00Z'));
  await space.api('POST', `/users/${tom!}/deactivate`, { reason: 'left' });
  const list = async (query: string) => {
    const { items } = (await space.api('GET', `/audit-events?limit=200&${query}`)).body as { items: Event[] };
    return items;
  };
  const actions = (items: Event[]) => items.map(({ action }) => action);

  expect(actions(await list(`subject=${ada!}`))).toEqual([
    'user.role_changed',
    'user.updated',
    'user.invited',
  ]);
  expect((await list('action=user.updated'))[0]?.summary).toBe(
    'Changed first name from nothing to Ada, department from nothing to Sales',
  );
  expect((await list('action=user.deactivated'))[0]?.summary).toBe('Deactivated: left');
  expect(new Set(actions(await list('action=user.')))).toEqual(
    new Set(['user.deactivated', 'user.role_changed', 'user.updated', 'user.invited']),
  );
  const byKey = await list('actor=apiKey');
  expect(byKey.every(({ actor }) => actor.kind === 'apiKey')).toBe(true);
  expect(await list(`actor=${byKey[0]?.actor.id ?? ''}`)).toEqual(byKey);
  expect(await list('actor=scim')).toEqual([]);

  expect(actions(await list('from=2026-05-03T00:00:00Z'))).toEqual(['user.deactivated']);
  expect(actions(await list('from=2026-05-02T00:00:00Z&to=2026-05-03T00:00:00%2B02:00'))).toEqual([
    'user.role_changed',
    'user.updated',
  ]);
  expect(await list('to=1960-01-01T00:00:00Z')).toEqual([]);

  const all = await list('');
  const walked: Event[] = [];
  for (let cursor = ''; ;) {
    const { body } = await space.api('GET', `/audit-events?limit=2${cursor && `&cursor=${cursor}`}`);
    walked.push(...(body.items as Event[]));
    if (body.nextCursor === null) break;
    cursor = body.nextCursor as string;
  }
  expect(walked).toEqual(all);
});

test('the application may write and read the log, and never change it', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  const tried = async (statement: string) => {
    await client.query(`begin; set local role usher_app; set local app.space_id = '${space.id}'`);
    const outcome = await client.query(statement).then(
      ({ rowCount }) => rowCount,
      (error: unknown) => (error as { code: string }).code,
    );
    await client.query('rollback');
    return outcome;
  };
  expect(await tried('select 1 from audit_events')).toBeGreaterThan(0);
  expect(await tried(`update audit_events set action = 'nothing'`)).toBe('42501');
  expect(await tried('delete from audit_events')).toBe('42501');
  expect(await tried('truncate audit_events')).toBe('42501');
  expect(await tried(`update audit_values set detail = '{}'`)).toBe('42501');
  expect(await tried(`update seat_ledger set total = 1`)).toBe('42501');
  expect(await tried('delete from seat_ledger')).toBe('42501');
  await client.end();
});

import pg from 'pg';
import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

interface Group {
  group: string;
  count: number;
  filter: Record<string, string>;
}

test('each group of seats that could be freed counts exactly the list it opens, and falls when they are freed', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 40 });
  const names = ['expired', 'fresh', 'refused', 'never', 'both', 'quiet', 'busy', 'gone'];
  const ids = await inviteUsers(
    space,
    names.map((name) => `${name}@acme.test`),
  );
  const id = Object.fromEntries(names.map((name, i) => [name, ids[i]!]));
  await activateUsers(app, space, [id.quiet!, id.busy!, id.gone!]);
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  const age = async (text: string, ...who: string[]) => client.query(text, [who.map((name) => id[name])]);
  await age(
    `update invitations set expires_at = now() - interval '15 days' where user_id = any($1)`,
    'expired',
    'both',
  );
  await age(
    `update invitations set expires_at = now() - interval '13 days' where user_id = any($1)`,
    'fresh',
  );
  await age(`update invitations set mail_state = 'refused' where user_id = any($1)`, 'refused');
  await age(`update users set invited_at = now() - interval '61 days' where id = any($1)`, 'never', 'both');
  await age(
    `update users set last_activity_at = now() - interval '91 days' where id = any($1)`,
    'quiet',
    'gone',
  );
  await client.end();
  await space.api('POST', `/users/${id.gone!}/deactivate`, {});

  const freeable = async () => (await space.api('POST', '/seat-orders/preview', { seats: 10 })).body.freeable;
  const { seats, groups } = (await freeable()) as { seats: number; groups: Group[] };
  expect(seats).toBe(5);
  expect(groups.map(({ group, count }) => [group, count]).sort()).toEqual([
    ['expired14d', 2],
    ['inactive90d', 1],
    ['never60d', 2],
    ['refused', 1],
  ]);
  for (const { count, filter } of groups) {
    const list = (await space.api('GET', `/users?${new URLSearchParams(filter).toString()}`)).body;
    expect(list.items).toHaveLength(count);
    // Each holds a seat, so that the cards of that view count the same.
    expect(list.seats).toMatchObject({ matching: count, invited: count });
  }
  await space.api('DELETE', `/users/${id.both!}`);
  await space.api('POST', `/users/${id.quiet!}/deactivate`, {});
  expect(await freeable()).toMatchObject({ seats: 3 });
});

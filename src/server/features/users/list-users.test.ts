import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { inSpace } from '../../platform/database/index.ts';
import { encodeCursor } from './sort-queries.ts';

const day = 24 * 3600 * 1000;
const sorts = [
  'name',
  'email',
  'role',
  'department',
  'location',
  'status',
  'lastActivityAt',
  'joinedAt',
  'invitedAt',
];

interface Listed {
  id: string;
  email: string;
  status: string;
}

const write = (app: TestApp, space: TestSpace, assignments: string, ids: string[]) =>
  inSpace(app.platform.database, space.id, (tx) =>
    sql`update users set ${sql.raw(assignments)} where space_id = ${space.id} and id = any(${ids}::uuid[])`.execute(
      tx,
    ),
  );

/** Walks the list to its end, doing something between two pages. */
async function walk(space: TestSpace, query: string, between: (page: Listed[]) => Promise<unknown>) {
  const seen: Listed[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await space.api('GET', `/users?${query}${cursor && `&cursor=${cursor}`}`);
    const { items, nextCursor } = body as { items: Listed[]; nextCursor: string | null };
    seen.push(...items);
    cursor = nextCursor;
    await between(items);
  }
  return seen.map(({ id }) => id);
}

test('pages neither skip nor repeat whose sort key stays, while others come, go and change', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 400 });
  let made = 0;
  const people = (n: number) =>
    Array.from({ length: n }, () => ({
      email: `p${String((made += 1)).padStart(4, '0')}@acme.test`,
      firstName: ['Ada', 'Élodie', 'Zoë', ''][made % 4] ?? '',
      department: ['Sales', '', 'People'][made % 3] ?? '',
    }));
  const staying = await inviteUsers(space, people(60));
  await activateUsers(app, space, staying.slice(0, 40));
  // Times that are equal, apart by a microsecond, and missing.
  await write(
    app,
    space,
    `last_activity_at = timestamptz '2026-05-01 10:00:00.000001' + interval '1 microsecond' * (ascii(right(id::text, 1)) % 3)`,
    staying.slice(0, 30),
  );
  const moving = await inviteUsers(space, people(40));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sorts),
      fc.boolean(),
      fc.integer({ min: 3, max: 17 }),
      fc.array(fc.constantFrom('invite', 'delete', 'rename', 'touch'), { minLength: 1, maxLength: 6 }),
      async (sort, descending, limit, deeds) => {
        let turn = 0;
        const ids = await walk(
          space,
          `sort=${descending ? '-' : ''}${sort}&limit=${String(limit)}`,
          async () => {
            const deed = deeds[turn % deeds.length];
            turn += 1;
            if (turn > 12) return;
            if (deed === 'invite') moving.push(...(await inviteUsers(space, people(2))));
            const [one] = moving.splice((turn * 7) % moving.length, 1);
            if (one === undefined) return;
            if (deed === 'delete') await space.api('DELETE', `/users/${one}`);
            else moving.push(one);
            if (deed === 'rename')
              await space.api('PATCH', `/users/${one}`, { firstName: `N${String(turn)}`, department: 'Law' });
            if (deed === 'touch') await write(app, space, 'last_activity_at = now()', [one]);
          },
        );
        const kept = ids.filter((id) => staying.includes(id));
        expect(kept).toHaveLength(staying.length);
        expect(new Set(kept).size).toBe(staying.length);
      },
    ),
    { numRuns: 20 },
  );
  expect(await app.verify()).toEqual([]);
}, 120_000);

test('the queue is read in its order, and statuses combine with when somebody was last active', async () => {
  const clock = new TestClock();
  const app = await createTestApp({ clock });
  const space = await createTestSpace(app, { seats: 4 });
  const [ada, tom, kim] = await inviteUsers(space, ['ada@acme.test', 'tom@acme.test', 'kim@acme.test']);
  await activateUsers(app, space, [ada!, tom!]);
  await inviteUsers(space, ['z1@acme.test', { email: 'y2@acme.test', startDate: '2020-01-01' }], 'wait');
  clock.advance(1000);
  await inviteUsers(space, ['a3@acme.test'], 'wait');
  const list = async (query: string) =>
    ((await space.api('GET', `/users?${query}`)).body.items as Listed[]).map(
      ({ email }) => email.split('@')[0],
    );
  const queue = await list('status=waiting&sort=waitingSince');
  expect(queue.at(-1)).toBe('a3');
  expect((await list('status=waiting&sort=-waitingSince')).reverse()).toEqual(queue);
  const first = await space.api('GET', '/users?status=waiting&sort=waitingSince&limit=1');
  const rest = await space.api(
    'GET',
    `/users?status=waiting&sort=waitingSince&cursor=${first.body.nextCursor as string}`,
  );
  expect([...first.body.items, ...rest.body.items].map(({ email }: Listed) => email.split('@')[0])).toEqual(
    queue,
  );

  await write(app, space, `last_activity_at = now() - interval '100 days'`, [tom!]);
  await space.api('POST', `/users/${tom!}/deactivate`, {});
  expect(await list('lastActivity=over90d')).toEqual([]);
  expect(await list('lastActivity=over90d&status=deactivated')).toEqual(['tom']);
  expect(await list('lastActivity=today&status=active')).toEqual(['ada']);
  expect(await list('lastActivity=never&status=active')).toEqual([]);
  clock.advance(8 * day);
  const never = (await space.api('GET', '/users?lastActivity=never')).body;
  expect(never.items.map(({ id }: Listed) => id)).toContain(kim);
  expect(never.unclaimed).toEqual({ expired: never.seats.unclaimed, refused: 0 });
  expect((await space.api('GET', '/users')).body.unclaimed).toBeUndefined();
});

test('a cursor of another order, or none at all, is refused', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const cursor of [
    'x',
    forged([['yesterday'], space.ownerId, 'joinedAt']),
    forged([[], space.ownerId, 'joinedAt']),
    forged([null, 1, 'joinedAt']),
    forged([['2026-03-01 00:00:00+00 and more'], space.ownerId, 'joinedAt']),
    encodeCursor({ sort: 'name' }, ['2026-03-01 00:00:00+00'], space.ownerId),
    encodeCursor({ sort: '-joinedAt' }, ['2026-03-01 00:00:00+00'], space.ownerId),
  ]) {
    const answer = await space.api('GET', `/users?sort=joinedAt&cursor=${cursor}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  }
});

test('a filter that names no status, role or source there is is refused by its name, wherever it is taken', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const wrong = {
    status: 'actve',
    role: 'member,boss',
    source: 'fax',
    invitation: 'lost',
    lastActivity: '8d',
  };
  for (const [field, value] of Object.entries(wrong)) {
    const told = (path: string) => ({
      status: 400,
      body: { code: 'invalid_request', issues: [expect.objectContaining({ path })] },
    });
    for (const list of ['/users', '/users.csv', '/seats'])
      expect(await space.api('GET', `${list}?${field}=${value}`)).toMatchObject(told(field));
    const filter = { [field]: value };
    for (const bulk of ['/users/bulk', '/users/bulk/preview'])
      expect(await space.api('POST', bulk, { action: 'resend', filter })).toMatchObject(
        told(`filter.${field}`),
      );
  }
  const right = async (query: string) => {
    const { status, body } = await space.api('GET', `/users?${query}`);
    return [status, body.items.length];
  };
  expect(await right('status=invited,%20active,&role=owner&source=')).toEqual([200, 1]);
  expect(await right('status=none')).toEqual([200, 0]);
});

import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

const replayed = 'the ledger replayed is not the pool: ';
const counted = 'the Users counted are not the pool: ';

test.each<[name: string, tampering: string, said: string[]]>([
  ['nothing', 'select 1', []],
  [
    'a seat too many',
    'update seat_pools set total = total + 1 where space_id = $1',
    [`${replayed}total 5, in the pool 6`],
  ],
  [
    'an Invited User too many',
    'update seat_pools set taken = taken + 1, invited = invited + 1 where space_id = $1',
    [`${counted}invited 3, in the pool 4`, `${replayed}invited 3, in the pool 4`],
  ],
  [
    'the last row of the ledger gone',
    'delete from seat_ledger where space_id = $1 and number = 3',
    ['the ledger has a gap: rows 2, last number 2, in the pool 3', `${replayed}invited 1, in the pool 3`],
  ],
  [
    'a row in the middle gone',
    'delete from seat_ledger where space_id = $1 and number = 2',
    [
      'a balance in the ledger is not the sum of its movements',
      'the ledger has a gap: rows 2, last number 3, in the pool 3',
      `${replayed}invited 2, in the pool 3`,
    ],
  ],
  [
    'a User gone past every door',
    `delete from users where space_id = $1 and email = 'ada@acme.test'`,
    [`${counted}invited 2, in the pool 3`],
  ],
])('verify finds, and of this space alone: %s', async (_, tampering, said) => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 5 });
  await createTestSpace(app, { name: 'Bell', seats: 5 });
  await space.api('POST', '/users', {
    users: [{ email: 'ada@acme.test' }, { email: 'tom@acme.test' }],
  });
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query(tampering, tampering.includes('$1') ? [space.id] : []);
  const found = await app.verify();
  expect(found.map(({ what }) => what)).toEqual(said);
  expect(found.filter(({ slug }) => slug !== space.slug)).toEqual([]);
});

import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { inviteUsers } from '../../../../tests/support/activate-users.ts';
import { connectScim, searchFor } from '../../../../tests/support/scim.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { inSpace } from '../../platform/database/index.ts';
import { whereConditions } from './filter-queries.ts';
import { readFilter } from './filter-rules.ts';

test('every filter finds its User by an index, among 10,000 who were given by SCIM', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 10_001 });
  const scim = await connectScim(app, space);
  const users = Array.from({ length: 10_000 }, (_, i) => ({ email: `person${i}@acme.test` }));
  const ids = await inviteUsers(space, users);
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  await client.query(
    `insert into scim_resources
     select space_id, id, 'name-' || email_key, 'ext-' || email_key,
       jsonb_build_object('userName', 'Name-' || email, 'externalId', 'ext-' || email), created_at, created_at
     from users where space_id = $1 and role = 'member'`,
    [space.id],
  );
  await client.query(
    `insert into scim_emails select space_id, 'home-' || email_key, 'home', id from users
     where space_id = $1 and role = 'member'`,
    [space.id],
  );
  await client.query('analyze users, scim_resources, scim_emails');
  await client.end();

  const one = 'person4711@acme.test';
  for (const filter of [
    `userName eq "NAME-${one}"`,
    `externalId eq "ext-${one}"`,
    `emails.value eq "home-${one}"`,
    `emails[type eq "home"].value eq "home-${one}"`,
    `id eq "${ids[4711]}"`,
    `externalId eq "ext-${one}" and userName eq "name-${one}" and active eq true`,
  ]) {
    const { body } = await scim.get(searchFor(filter));
    expect([filter, body.totalResults, body.Resources[0]?.id]).toEqual([filter, 1, ids[4711]]);
    const plan = await inSpace(app.platform.database, space.id, async (tx) => {
      const where = whereConditions(space.id, readFilter(filter));
      const { rows } = await sql<{
        'QUERY PLAN': string;
      }>`explain select u.id from users u where ${where}`.execute(tx);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect([filter, plan]).toEqual([filter, expect.not.stringContaining('Seq Scan on')]);
  }
});

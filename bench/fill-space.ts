import type pg from 'pg';
import { inSpace } from './space-session.ts';
import type { BenchSpace } from './usher.ts';

const atATime = 50_000;

/**
 * Fills a space with people by SQL in sets: seven in ten Active, a tenth Invited, a fifth Deactivated;
 * last seen over the past 200 days; their search words as the application makes them.
 */
export async function fillSpace(client: pg.Client, space: BenchSpace, size: number): Promise<void> {
  for (let from = 0; from < size; from += atATime) {
    await inSpace(client, space.id, async () => {
      await client.query(users, [[space.id], from, Math.min(size, from + atATime) - 1]);
    });
  }
  await inSpace(client, space.id, () => client.query(pool, [[space.id]]));
}

/** The same for many small spaces, by a login that no policy binds. */
export async function fillSpaces(client: pg.Client, ids: string[], size: number): Promise<void> {
  const spacesATime = Math.ceil(atATime / size);
  for (let from = 0; from < ids.length; from += spacesATime) {
    const some = ids.slice(from, from + spacesATime);
    await client.query(users, [some, 0, size - 1]);
    await client.query(pool, [some]);
  }
}

/** What the database knows of its tables, and an index-only scan's map, as autovacuum leaves them. */
export async function settle(owner: pg.Client): Promise<void> {
  await owner.query('vacuum analyze users, user_words, invitations');
}

const users = `
  with made as (
    select s.space_id, i, gen_random_uuid() as id, 'user' || i || '@bench.test' as email,
      (array['Ada','Grace','Tom','Noor','Wei','Maya','Sam','Ines','Olu','Kim','Ben'])[1 + i % 11] as first_name,
      (array['Lovelace','Hopper','Hale','Martin','Haddad','Chen','Patel','Okafor','Silva'])[1 + (i / 11) % 9] || i as last_name,
      case when i % 10 < 7 then 'active' when i % 10 = 7 then 'invited' else 'deactivated' end as status,
      (array['Sales','Finance','Engineering','Support','People','Legal','Operations'])[1 + (i / 3) % 7] as department,
      now() - (i % 200) * interval '1 day' - (i % 977) * interval '1 second' as seen
    from unnest($1::uuid[]) as s (space_id) cross join generate_series($2::int, $3::int) i
  ), inserted as (
    insert into users (space_id, id, email, email_key, first_name, last_name, sort_name, employee_id, status, department,
      invited_at, joined_at, last_activity_at, deactivated_at, deactivated_by, created_at, updated_at)
    select space_id, id, email, email, first_name, last_name, lower(first_name || ' ' || last_name), 'e-' || i, status, department,
      seen - interval '30 days',
      case when status <> 'invited' then seen - interval '20 days' end,
      case when status <> 'invited' then seen end,
      case when status = 'deactivated' then seen end, case when status = 'deactivated' then 'Bench' end,
      seen - interval '30 days', now()
    from made
  ), worded as (
    insert into user_words (space_id, word, user_id)
    select space_id, word, id from made,
      unnest(array['bench.test', lower(last_name), 'e-' || i]) as word
  )
  insert into invitations (space_id, user_id, invited_by, mail_state, expires_at)
  select space_id, id, 'Bench', 'sent', seen - interval '23 days' from made`;

const pool = `
  update seat_pools p
  set invited = c.invited, active = c.active, taken = c.invited + c.active, deactivated = c.deactivated,
    total = greatest(p.total, c.invited + c.active)
  from (
    select space_id, count(*) filter (where status = 'invited') as invited, count(*) filter (where status = 'active') as active,
      count(*) filter (where status = 'deactivated') as deactivated
    from users where space_id = any($1::uuid[]) group by space_id
  ) c
  where p.space_id = c.space_id`;

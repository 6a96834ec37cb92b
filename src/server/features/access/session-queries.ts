import { sql } from 'kysely';
import { inSpace, type Database, type Tx } from '../../platform/database/index.ts';

export interface Membership {
  userId: string;
  role: 'owner' | 'admin' | 'member';
  email: string;
  firstName: string;
  lastName: string;
  lastActivityAt: Date | null;
}

/** The User that an account is in this space, while Active and while the session lasts; read on every request. */
export async function findMembership(
  tx: Tx,
  spaceId: string,
  accountId: string,
  sessionId: string,
): Promise<Membership | undefined> {
  const { rows } = await sql<Membership>`
    select u.id as "userId", u.role, u.email, u.first_name as "firstName", u.last_name as "lastName",
      u.last_activity_at as "lastActivityAt"
    from account_spaces d
    join users u on u.space_id = ${spaceId} and u.id = d.user_id
    where d.space_id = ${spaceId} and d.account_id = ${accountId} and u.status = 'active'
      and exists (select 1 from auth.session where id = ${sessionId})`.execute(tx);
  return rows[0];
}

/** Writes when a User was last active, unless somebody did so within the last minutes. */
export async function touchUser(
  database: Database,
  spaceId: string,
  userId: string,
  now: Date,
  before: Date,
): Promise<void> {
  await inSpace(database, spaceId, (tx) =>
    sql`
      update users set last_activity_at = ${now}
      where space_id = ${spaceId} and id = ${userId} and status = 'active'
        and (last_activity_at is null or last_activity_at < ${before})`.execute(tx),
  );
}

export interface SpaceOfSession {
  id: string;
  slug: string;
  name: string;
  role: 'owner' | 'admin' | 'member';
  userId: string;
  timeZone: string;
  currency: string;
}

/** What the shell of the page needs of a space; undefined for who is not Active there. */
export async function readSpaceOfSession(
  tx: Tx,
  spaceId: string,
  accountId: string,
): Promise<SpaceOfSession | undefined> {
  const { rows } = await sql<SpaceOfSession>`
    select s.id, s.slug, t.name, u.role, u.id as "userId", t.time_zone as "timeZone",
      coalesce(b.currency, 'GBP') as currency
    from account_spaces d
    join users u on u.space_id = ${spaceId} and u.id = d.user_id
    join spaces s on s.id = ${spaceId}
    join space_settings t on t.space_id = ${spaceId}
    left join billing_settings b on b.space_id = ${spaceId}
    where d.space_id = ${spaceId} and d.account_id = ${accountId} and u.status = 'active'`.execute(tx);
  return rows[0];
}

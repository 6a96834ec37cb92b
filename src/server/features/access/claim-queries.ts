import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { searchWords, sortName } from '../users/index.ts';
import type { Claimable } from './claim-rules.ts';

export interface ClaimableInvitation extends Claimable {
  email: string;
  firstName: string;
  lastName: string;
  employeeId: string | null;
  role: 'owner' | 'admin' | 'member';
  source: string;
  invitedBy: string;
  message: string;
  openedAt: Date | null;
  space: { slug: string; name: string };
}

/** The invitation of a User with all that its page says. `lock` holds the User's row: lock the pool before. */
export async function findInvitation(
  ctx: Context,
  userId: string,
  options: { lock: boolean },
): Promise<ClaimableInvitation | undefined> {
  const { rows } = await sql<ClaimableInvitation>`
    select u.status, u.joined_at as "joinedAt", u.email, u.first_name as "firstName", u.last_name as "lastName",
      u.employee_id as "employeeId", u.role, u.source, i.generation, i.expires_at as "expiresAt",
      i.invited_by as "invitedBy", i.message, i.opened_at as "openedAt",
      jsonb_build_object('slug', s.slug, 'name', t.name) as space
    from users u
    join invitations i on i.space_id = ${ctx.spaceId} and i.user_id = u.id
    join space_settings t on t.space_id = ${ctx.spaceId}
    join spaces s on s.id = ${ctx.spaceId}
    where u.space_id = ${ctx.spaceId} and u.id = ${userId}
    ${options.lock ? sql`for update of u` : sql``}`.execute(ctx.tx);
  return rows[0];
}

/** Notes the first time that an invitation's page was shown. @returns whether this was it. */
export async function markOpened(ctx: Context, userId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update invitations set opened_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and user_id = ${userId} and opened_at is null`.execute(ctx.tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Makes an Invited User Active: their first sign-in. */
export async function activateUser(ctx: Context, userId: string, accountId: string): Promise<void> {
  await sql`
    update users
    set status = 'active', joined_at = ${ctx.now}, last_activity_at = ${ctx.now}, account_id = ${accountId}, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${userId}`.execute(ctx.tx);
}

/** Gives a User the name they call themselves, where nobody has given one yet. */
export async function nameUser(
  ctx: Context,
  userId: string,
  user: { email: string; firstName: string; lastName: string; employeeId: string | null },
): Promise<void> {
  await sql`
    with named as (
      update users set first_name = ${user.firstName}, last_name = ${user.lastName}, sort_name = ${sortName(user)}
      where space_id = ${ctx.spaceId} and id = ${userId}
      returning id
    )
    insert into user_words (space_id, user_id, word)
    select ${ctx.spaceId}::uuid, named.id, word from named, unnest(${searchWords(user)}::text[]) as word
    on conflict do nothing`.execute(ctx.tx);
}

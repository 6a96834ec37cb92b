import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';

export interface OwnPage {
  user: {
    id: string;
    email: string;
    firstName: string;
    lastName: string;
    role: 'owner' | 'admin' | 'member';
    department: string;
    jobTitle: string;
    joinedAt: string;
  };
  space: { name: string };
  platformUrl: string | null;
}

/** What a User reads of themselves and their space. */
export async function findOwnPage(ctx: Context, userId: string): Promise<OwnPage | undefined> {
  const { rows } = await sql<OwnPage>`
    select jsonb_build_object('name', t.name) as space, t.platform_url as "platformUrl",
      jsonb_build_object(
        'id', u.id, 'email', u.email, 'firstName', u.first_name, 'lastName', u.last_name, 'role', u.role,
        'department', u.department, 'jobTitle', u.job_title, 'joinedAt', u.joined_at
      ) as "user"
    from users u join space_settings t on t.space_id = ${ctx.spaceId}
    where u.space_id = ${ctx.spaceId} and u.id = ${userId}`.execute(ctx.tx);
  const page = rows[0];
  return page && { ...page, user: { ...page.user, joinedAt: new Date(page.user.joinedAt).toISOString() } };
}

/** Whom to ask: the Active Admins, the Owner first. */
export async function listAdmins(ctx: Context): Promise<{ name: string; email: string }[]> {
  const { rows } = await sql<{ name: string; email: string }>`
    select coalesce(nullif(trim(first_name || ' ' || last_name), ''), email) as name, email
    from users
    where space_id = ${ctx.spaceId} and role <> 'member' and status = 'active'
    order by role = 'owner' desc, sort_name, id
    limit 20`.execute(ctx.tx);
  return rows;
}

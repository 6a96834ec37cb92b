import { sql } from 'kysely';
import { validate } from 'uuid';
import type { Context } from '../../platform/command/index.ts';
import { emailKey } from '../users/index.ts';
import { emailKeysOf, type Person, type Resource } from './resource-rules.ts';

/** Keeps a User's resource as it was given, with what it can be found by. */
export async function keepResource(
  ctx: Context,
  userId: string,
  person: Person,
  resource: Resource,
): Promise<void> {
  await sql`
    insert into scim_resources (space_id, user_id, user_name_key, external_id, resource, created_at, updated_at)
    values (${ctx.spaceId}, ${userId}, ${emailKey(person.userName)}, ${person.externalId},
      ${JSON.stringify(resource)}::jsonb, ${ctx.now}, ${ctx.now})
    on conflict (space_id, user_id) do update
      set user_name_key = excluded.user_name_key, external_id = excluded.external_id,
          resource = excluded.resource, updated_at = excluded.updated_at`.execute(ctx.tx);
  const emails = emailKeysOf(resource);
  await sql`
    with given as (
      select * from unnest(${emails.map(({ key }) => key)}::text[], ${emails.map(({ type }) => type)}::text[]) as g (email_key, type)
    ), gone as (
      delete from scim_emails e
      where e.space_id = ${ctx.spaceId} and e.user_id = ${userId}
        and not exists (select from given g where g.email_key = e.email_key and g.type = e.type)
    )
    insert into scim_emails (space_id, email_key, type, user_id)
    select ${ctx.spaceId}::uuid, g.email_key, g.type, ${userId}::uuid from given g
    on conflict do nothing`.execute(ctx.tx);
}

export interface Holder {
  id: string;
  status: string;
}

/**
 * Another User who has this userName, e-mail or employee id already. Call it with the pool locked. They are
 * sought once: just after a first import the planner takes the tables for empty, and would seek them anew for
 * each User of the space.
 */
export async function findHolder(
  ctx: Context,
  person: Person,
  exceptId: string | null,
): Promise<Holder | undefined> {
  const userName = emailKey(person.userName);
  const { rows } = await sql<Holder>`
    with found as materialized (
      select r.user_id as id from scim_resources r
      where r.space_id = ${ctx.spaceId} and r.user_name_key = ${userName}
      union all
      select u.id from users u
      where u.space_id = ${ctx.spaceId} and u.email_key = ${userName}
        and not exists (select from scim_resources r where r.space_id = ${ctx.spaceId} and r.user_id = u.id)
      union all
      select u.id from users u where u.space_id = ${ctx.spaceId} and u.email_key = ${emailKey(person.email)}
      union all
      select u.id from users u where u.space_id = ${ctx.spaceId} and u.employee_id = ${person.employeeId}
    )
    select u.id, u.status from users u
    where u.space_id = ${ctx.spaceId} and u.id in (select id from found)
      and u.id is distinct from ${exceptId}::uuid
    limit 1`.execute(ctx.tx);
  return rows[0];
}

/** The employee id of a User's manager, by their id or employee number; null where it is nobody else of the space. */
export async function findManager(
  ctx: Context,
  manager: string | null,
  reportId: string,
): Promise<string | null> {
  if (manager === null) return null;
  const { rows } = await sql<{ employeeId: string }>`
    select employee_id as "employeeId" from users
    where space_id = ${ctx.spaceId} and employee_id is not null and id <> ${reportId}
      and (employee_id = ${manager} or id = ${validate(manager) ? manager : null}::uuid)
    order by employee_id <> ${manager} desc limit 1`.execute(ctx.tx);
  return rows[0]?.employeeId ?? null;
}

/** Notes the manager of a User who has just been made. */
export async function noteManager(ctx: Context, userId: string, employeeId: string): Promise<void> {
  await sql`
    update users set manager_employee_id = ${employeeId}
    where space_id = ${ctx.spaceId} and id = ${userId}`.execute(ctx.tx);
}

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { emailKey } from '../users/index.ts';
import { gatherPerson, type Person } from './trace-rules.ts';

export interface Asked {
  email?: string | undefined;
  userId?: string | undefined;
}

const keyOf = ({ email }: Asked): string | null => (email === undefined ? null : emailKey(email));

/** Ids of everybody in this space, deleted ones too, whom this address or id belongs to. */
export async function findSubjects(ctx: Context, asked: Asked): Promise<string[]> {
  const key = keyOf(asked);
  const { rows } = await sql<{ id: string }>`
    select id from users
    where space_id = ${ctx.spaceId} and (email_key = ${key} or id = ${asked.userId ?? null}::uuid)
    union
    select subject_id from audit_values
    where space_id = ${ctx.spaceId} and subject_id is not null
      and (lower(detail ->> 'email') = ${key} or subject_id = ${asked.userId ?? null}::uuid)
    union
    select user_id from mails
    where space_id = ${ctx.spaceId} and user_id is not null
      and (to_key = ${key} or user_id = ${asked.userId ?? null}::uuid)
    union
    select user_id from sync_plan
    where space_id = ${ctx.spaceId} and user_id = ${asked.userId ?? null}::uuid`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

/** Whether one of these is still a User, whose record would bring the values back. */
export async function stillUsers(ctx: Context, subjectIds: string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from users where space_id = ${ctx.spaceId} and id = any(${subjectIds}::uuid[]) limit 1`.execute(
    ctx.tx,
  );
  return rows.length > 0;
}

/** Puts together how the person was called, from all that is kept; what another User bears now is theirs. */
export async function readPerson(ctx: Context, subjects: string[], asked: Asked): Promise<Person> {
  const key = keyOf(asked);
  const { rows } = await sql<{ record: unknown }>`
    select detail as record from audit_values
    where space_id = ${ctx.spaceId} and subject_id = any(${subjects}::uuid[])
    union all
    select jsonb_build_object('email', to_email) from mails
    where space_id = ${ctx.spaceId} and user_id = any(${subjects}::uuid[]) and to_email <> 'erased'
    union all
    select jsonb_build_object('email', email, 'firstName', split_part(name, ' ', 1),
      'lastName', substr(name, strpos(name, ' ') + 1))
    from auth."user" where email = ${key} and strpos(name, ' ') > 0
    union all
    select jsonb_build_array(data, before, jsonb_build_object(
      'email', email, 'firstName', first_name, 'lastName', last_name, 'employeeId', employee_id))
    from sync_plan
    where space_id = ${ctx.spaceId} and (user_id = any(${subjects}::uuid[]) or lower(email) = ${key})`.execute(
    ctx.tx,
  );
  const person = gatherPerson(
    subjects,
    key,
    rows.map(({ record }) => record),
  );
  return withoutOthers(ctx, person);
}

async function withoutOthers(ctx: Context, person: Person): Promise<Person> {
  const { rows } = await sql<{ email: string; employeeId: string | null; first: string; last: string }>`
    select email_key as email, employee_id as "employeeId", lower(first_name) as first, lower(last_name) as last
    from users
    where space_id = ${ctx.spaceId} and (email_key = any(${person.emails}::text[])
      or employee_id = any(${person.employeeIds}::text[])
      or lower(first_name || ' ' || last_name) = any(${person.names.map(({ first, last }) => `${first} ${last}`)}::text[]))`.execute(
    ctx.tx,
  );
  return {
    ...person,
    emails: person.emails.filter((email) => rows.every((user) => user.email !== email)),
    employeeIds: person.employeeIds.filter((id) => rows.every((user) => user.employeeId !== id)),
    names: person.names.filter((name) =>
      rows.every((user) => user.first !== name.first || user.last !== name.last),
    ),
  };
}

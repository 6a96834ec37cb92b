import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';

const keyOf = ({ email }: { email?: string }): string | null =>
  email?.normalize('NFKC').toLowerCase() ?? null;

/** Ids of everybody in this space, deleted ones too, whom this address or id belongs to. */
export async function findSubjects(
  ctx: Context,
  person: { email?: string; userId?: string },
): Promise<string[]> {
  const key = keyOf(person);
  const { rows } = await sql<{ id: string }>`
    select id from users
    where space_id = ${ctx.spaceId} and (email_key = ${key} or id = ${person.userId ?? null}::uuid)
    union
    select subject_id from audit_values
    where space_id = ${ctx.spaceId} and subject_id is not null
      and (lower(detail ->> 'email') = ${key} or subject_id = ${person.userId ?? null}::uuid)
    union
    select user_id from mails
    where space_id = ${ctx.spaceId} and user_id is not null
      and (lower(to_email) = ${key} or user_id = ${person.userId ?? null}::uuid)`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

/** Deletes the personal values beside the audit log, and what the outbox kept of mails to these people. */
export async function eraseValues(
  ctx: Context,
  subjectIds: string[],
): Promise<{ values: number; mails: number }> {
  const values = await sql`
    delete from audit_values
    where space_id = ${ctx.spaceId} and subject_id = any(${subjectIds}::uuid[])`.execute(ctx.tx);
  const mails = await sql`
    update mails set to_email = 'erased', subject = null, html = null, text = null, server_answer = null, data = '{}',
      state = case when state in ('queued', 'sending') then 'cancelled' else state end
    where space_id = ${ctx.spaceId} and user_id = any(${subjectIds}::uuid[])`.execute(ctx.tx);
  return { values: Number(values.numAffectedRows ?? 0), mails: Number(mails.numAffectedRows ?? 0) };
}

/** Deletes requests of an identity provider that made no User of this address: nothing else holds them. */
export async function eraseRequests(ctx: Context, person: { email?: string }): Promise<number> {
  const requests = await sql`
    delete from scim_requests where space_id = ${ctx.spaceId} and user_name_key = ${keyOf(person)}`.execute(
    ctx.tx,
  );
  return Number(requests.numAffectedRows ?? 0);
}

/** Whether one of these is still a User, whose record would bring the values back. */
export async function stillUsers(ctx: Context, subjectIds: string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from users where space_id = ${ctx.spaceId} and id = any(${subjectIds}::uuid[]) limit 1`.execute(
    ctx.tx,
  );
  return rows.length > 0;
}

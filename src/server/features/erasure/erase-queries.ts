import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { actorNames, fieldsOf, mentionsOf, wordsOf, type Person } from './trace-rules.ts';

type Count = Promise<number>;
const countOf = ({ numAffectedRows = 0n }: { numAffectedRows?: bigint }): number => Number(numAffectedRows);

/** Deletes the personal values beside the audit log; those of others that name the person are written anew without. */
export async function eraseValues(ctx: Context, person: Person): Count {
  const gone = await sql`
    delete from audit_values
    where space_id = ${ctx.spaceId} and subject_id = any(${person.userIds}::uuid[])`.execute(ctx.tx);
  const anew = await sql`
    with old as (
      delete from audit_values
      where space_id = ${ctx.spaceId} and detail::text ~* ${mentionsOf(person)}
      returning event_id, subject_id, detail
    )
    insert into audit_values (space_id, event_id, subject_id, detail)
    select ${ctx.spaceId}::uuid, event_id, subject_id, ${without(person, 'detail')} from old`.execute(ctx.tx);
  return countOf(gone) + countOf(anew);
}

/** Empties mails to the person; of those to others that name them, only the words go. */
export async function eraseMails(ctx: Context, person: Person): Count {
  const gone = await sql`
    update mails m set subject = null, html = null, text = null, server_answer = null,
      to_email = case when mine then 'erased' else to_email end,
      data = case when mine then '{}' else data end,
      state = case when state in ('queued', 'sending') then 'cancelled' else state end
    from (
      select id, (user_id = any(${person.userIds}::uuid[]) or to_key = any(${person.emails}::text[])) is true as mine,
        concat_ws(' ', subject, html, text, server_answer, data::text) ~* ${wordsOf(person)} as named
      from mails where space_id = ${ctx.spaceId}
    ) found
    where m.space_id = ${ctx.spaceId} and m.id = found.id and (mine or named)`.execute(ctx.tx);
  await scrub(ctx, person, 'mails', 'data');
  return countOf(gone);
}

/** Deletes requests that nothing else holds: an identity provider's, and those through an open link. */
export async function eraseRequests(ctx: Context, person: Person): Count {
  const sent = await sql`
    delete from scim_requests where space_id = ${ctx.spaceId} and (user_name_key = any(${person.emails}::text[])
      or concat_ws(' ', user_name_key, detail, body::text) ~* ${mentionsOf(person)})`.execute(ctx.tx);
  const asked = await sql`
    delete from open_link_requests
    where space_id = ${ctx.spaceId} and email_key = any(${person.emails}::text[])`.execute(ctx.tx);
  return countOf(sent) + countOf(asked);
}

const answers = [
  ['operations', 'input'],
  ['operations', 'results'],
  ['operations', 'created_by'],
  ['operation_users', 'result'],
  ['idempotency_keys', 'response'],
  ['scim_resources', 'resource'],
] as const;

const actors = [
  ['users', 'deactivated_by'],
  ['users', 'kept_out_by'],
  ['invitations', 'invited_by'],
  ['open_links', 'created_by'],
  ['api_keys', 'created_by'],
  ['excluded_people', 'excluded_by'],
  ['invoices', 'paid_by'],
  ['sync_sources', 'created_by'],
  ['sync_sources', 'paused_by'],
  ['sync_runs', 'started_by'],
  ['sync_runs', 'approved_by'],
  ['sync_runs', 'settled_by'],
  ['sync_progress', 'cancelled_by'],
  ['sync_absent_admins', 'kept_by'],
] as const;

const texts = [
  ['users', 'deactivated_reason'],
  ['invitations', 'message'],
  ['api_keys', 'name'],
  ['sync_sources', 'paused_reason'],
  ['sync_runs', 'file_name'],
  ['sync_runs', 'problem'],
] as const;

/** Takes the person out of what others left: answers that were kept, who did something, and free text. */
export async function eraseMentions(ctx: Context, person: Person): Promise<void> {
  for (const [table, column] of answers) await scrub(ctx, person, table, column);
  for (const [table, column] of actors) {
    const name = sql.ref(column);
    await sql`
      update ${sql.table(table)} set ${name} = 'A former User'
      where space_id = ${ctx.spaceId} and lower(${name}) = any(${actorNames(person)}::text[])`.execute(
      ctx.tx,
    );
  }
  for (const [table, column] of texts) {
    const words = sql.ref(column);
    await sql`
      update ${sql.table(table)} set ${words} = regexp_replace(${words}, ${wordsOf(person)}, 'erased', 'gi')
      where space_id = ${ctx.spaceId} and ${words} ~* ${wordsOf(person)}`.execute(ctx.tx);
  }
  await sql`
    update users set manager_employee_id = null
    where space_id = ${ctx.spaceId} and id in (
      select id from users
      where space_id = ${ctx.spaceId} and manager_employee_id = any(${person.employeeIds}::text[])
      order by id for update)`.execute(ctx.tx);
}

/** Deletes the account of somebody who is a User of no space any more, and what it signs in with. */
export async function eraseAccount(ctx: Context, person: Person): Count {
  const gone = await sql`
    delete from auth."user" a where a.email = any(${person.emails}::text[])
      and not exists (select from account_spaces s where s.account_id = a.id)`.execute(ctx.tx);
  if (countOf(gone) > 0) {
    await sql`
      delete from auth.verification where concat_ws(' ', identifier, value) ~* ${wordsOf(person)}`.execute(
      ctx.tx,
    );
  }
  return countOf(gone);
}

/** A JSON column with the person taken out: values that name them whole, and their words within others. */
const without = (person: Person, column: string) => sql`regexp_replace(
  regexp_replace(${sql.ref(column)}::text, ${fieldsOf(person)}, '"erased"', 'gi'), ${wordsOf(person)}, 'erased', 'gi')::jsonb`;

async function scrub(ctx: Context, person: Person, table: string, column: string): Promise<void> {
  const json = sql.ref(column);
  await sql`
    update ${sql.table(table)} set ${json} = ${without(person, column)}
    where space_id = ${ctx.spaceId} and ${json}::text ~* ${mentionsOf(person)}`.execute(ctx.tx);
}

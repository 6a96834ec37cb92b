import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { newIds } from '../../platform/ids/index.ts';
import { emailKey, searchWords, sortName } from '../users/index.ts';
import type { InviteRow } from './schemas.ts';

/** Those of the given addresses and employee ids that are Users already. Call it with the pool locked. */
export async function findKnown(
  ctx: Context,
  rows: InviteRow[],
): Promise<{ emailKeys: Set<string>; employeeIds: Set<string> }> {
  const ids = rows.flatMap((row) => (row.employeeId ? [row.employeeId] : []));
  const found = await sql<{ email_key: string; employee_id: string | null }>`
    select email_key, employee_id from users
    where space_id = ${ctx.spaceId} and email_key = any(${rows.map((row) => emailKey(row.email))}::text[])
    union all
    select email_key, employee_id from users
    where space_id = ${ctx.spaceId} and employee_id = any(${ids}::text[])`.execute(ctx.tx);
  return {
    emailKeys: new Set(found.rows.map((row) => row.email_key)),
    employeeIds: new Set(found.rows.flatMap((row) => (row.employee_id ? [row.employee_id] : []))),
  };
}

export interface NewUser {
  row: InviteRow;
  status: 'invited' | 'waiting';
  waitingOrder: number;
}

/** Writes n new Users with their search words in one statement. @returns their ids, in the order given. */
export async function insertUsers(
  ctx: Context,
  users: NewUser[],
  provenance: { source: string; sourceId: string | null },
): Promise<string[]> {
  const ids = newIds(users.length, ctx.now);
  const words = users.flatMap(({ row }, i) => {
    const named = {
      email: row.email,
      firstName: row.firstName ?? '',
      lastName: row.lastName ?? '',
      employeeId: row.employeeId ?? null,
    };
    return searchWords(named).map((word) => ({ id: ids[i], word }));
  });
  const of = <T>(read: (user: NewUser) => T): T[] => users.map(read);
  await sql`
    with given as (
      select * from unnest(
        ${ids}::uuid[],
        ${of((u) => u.row.email)}::text[],
        ${of((u) => emailKey(u.row.email))}::text[],
        ${of((u) => u.row.firstName ?? '')}::text[],
        ${of((u) => u.row.lastName ?? '')}::text[],
        ${of((u) => sortName({ email: u.row.email, firstName: u.row.firstName ?? '', lastName: u.row.lastName ?? '' }))}::text[],
        ${of((u) => u.row.employeeId ?? null)}::text[],
        ${of((u) => u.row.role ?? 'member')}::text[],
        ${of((u) => u.status)}::text[],
        ${of((u) => u.row.department ?? '')}::text[],
        ${of((u) => u.row.location ?? '')}::text[],
        ${of((u) => u.row.jobTitle ?? '')}::text[],
        ${of((u) => u.row.startDate ?? null)}::date[],
        ${of((u) => u.row.inviteOn ?? null)}::date[],
        ${of((u) => u.waitingOrder)}::int[]
      ) as g (id, email, email_key, first_name, last_name, sort_name, employee_id, role, status,
              department, location, job_title, start_date, invite_on, waiting_order)
    ), made as (
      insert into users (space_id, id, email, email_key, first_name, last_name, sort_name, employee_id, role, status,
        department, location, job_title, start_date, source, source_id,
        invited_at, waiting_since, waiting_order, eligible_on, created_at, updated_at)
      select ${ctx.spaceId}::uuid, id, email, email_key, first_name, last_name, sort_name, employee_id, role, status,
        department, location, job_title, start_date, ${provenance.source}, ${provenance.sourceId}::uuid,
        case when status = 'invited' then ${ctx.now}::timestamptz end,
        case when status = 'waiting' then ${ctx.now}::timestamptz end,
        case when status = 'waiting' then waiting_order end,
        case when status = 'waiting' then invite_on end,
        ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from given
    )
    insert into user_words (space_id, user_id, word)
    select ${ctx.spaceId}::uuid, w.user_id, w.word
    from unnest(${words.map((w) => w.id)}::uuid[], ${words.map((w) => w.word)}::text[]) as w (user_id, word)`.execute(
    ctx.tx,
  );
  return ids;
}

/** What issuing invitations needs to know of their Users. */
export async function findRecipients(
  ctx: Context,
  userIds: string[],
): Promise<{ id: string; email: string }[]> {
  const { rows } = await sql<{ id: string; email: string }>`
    select id, email from users where space_id = ${ctx.spaceId} and id = any(${userIds}::uuid[]) order by id`.execute(
    ctx.tx,
  );
  return rows;
}

/**
 * Makes or renews the invitations of n Users in one statement; a renewed one gets the next
 * generation, which voids the link before. @returns the generation of each, by User.
 */
export async function upsertInvitations(
  ctx: Context,
  userIds: string[],
  invitation: { invitedBy: string; message?: string; expiresAt: Date },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ user_id: string; generation: number }>`
    insert into invitations as i (space_id, user_id, invited_by, message, expires_at)
    select ${ctx.spaceId}::uuid, id, ${invitation.invitedBy}, ${invitation.message ?? ''}, ${invitation.expiresAt}::timestamptz
    from unnest(${userIds}::uuid[]) as u (id)
    on conflict (space_id, user_id) do update
      set generation = i.generation + 1, mail_state = 'queued', opened_at = null,
          expires_at = excluded.expires_at,
          message = case when ${invitation.message ?? null}::text is null then i.message else excluded.message end
    returning user_id, generation`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.user_id, row.generation]));
}

/** How long links work in this space, and which day it is there. */
export async function readInvitationDays(ctx: Context): Promise<{ invitationDays: number; today: string }> {
  const { rows } = await sql<{ invitation_days: number; today: string }>`
    select invitation_days, (${ctx.now}::timestamptz at time zone time_zone)::date as today
    from space_settings where space_id = ${ctx.spaceId}`.execute(ctx.tx);
  const settings = rows[0];
  if (!settings) throw new Error('a space without settings');
  return { invitationDays: settings.invitation_days, today: settings.today };
}

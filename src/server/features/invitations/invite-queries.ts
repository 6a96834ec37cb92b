import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { newIds } from '../../platform/ids/index.ts';
import { emailKey, searchWords, sortName, type Named } from '../users/index.ts';
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

/**
 * Writes n new Users with their search words, in two statements that travel together: the database
 * writes the Users while their words are worked out.
 * @param ids where they are to be known before the answer. @returns them, in the order given.
 */
export async function insertUsers(
  ctx: Context,
  users: NewUser[],
  provenance: { source: string; sourceId: string | null },
  ids = newIds(users.length, ctx.now),
): Promise<string[]> {
  const of = <T>(read: (user: NewUser) => T): T[] => users.map(read);
  const names = users.map(({ row }) => ({
    email: row.email,
    firstName: row.firstName ?? '',
    lastName: row.lastName ?? '',
    employeeId: row.employeeId ?? null,
  }));
  const written = sql`
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
    from unnest(
      ${ids}::uuid[],
      ${names.map(({ email }) => email)}::text[],
      ${names.map(({ email }) => emailKey(email))}::text[],
      ${names.map(({ firstName }) => firstName)}::text[],
      ${names.map(({ lastName }) => lastName)}::text[],
      ${names.map(sortName)}::text[],
      ${names.map(({ employeeId }) => employeeId)}::text[],
      ${of((u) => u.row.role ?? 'member')}::text[],
      ${of((u) => u.status)}::text[],
      ${of((u) => u.row.department ?? '')}::text[],
      ${of((u) => u.row.location ?? '')}::text[],
      ${of((u) => u.row.jobTitle ?? '')}::text[],
      ${of((u) => u.row.startDate ?? null)}::date[],
      ${of((u) => u.row.inviteOn ?? null)}::date[],
      ${of((u) => u.waitingOrder)}::int[]
    ) as g (id, email, email_key, first_name, last_name, sort_name, employee_id, role, status,
            department, location, job_title, start_date, invite_on, waiting_order)`.execute(ctx.tx);
  await Promise.all([written, insertWords(ctx, ids, names)]);
  return ids;
}

async function insertWords(ctx: Context, ids: string[], names: Named[]): Promise<void> {
  const words = names.flatMap((named, i) => searchWords(named).map((word) => ({ word, id: ids[i] ?? '' })));
  // In the order of their index, which then grows leaf by leaf. By code units, as near to "C" as is needed.
  words.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : a.id < b.id ? -1 : 1));
  await sql`
    insert into user_words (space_id, user_id, word)
    select ${ctx.spaceId}::uuid, w.user_id, w.word
    from unnest(${words.map(({ id }) => id)}::uuid[], ${words.map(({ word }) => word)}::text[]) as w (user_id, word)`.execute(
    ctx.tx,
  );
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

/** A person by name; what a source, a key or the operator does, the organisation does. */
const inviter = ({ actor }: Context): string => (actor.kind === 'user' ? actor.name : '');

/** Makes the first invitations of n Users who are new, in one statement. */
export async function insertInvitations(
  ctx: Context,
  userIds: string[],
  invitation: { message: string; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into invitations (space_id, user_id, invited_by, message, expires_at)
    select ${ctx.spaceId}::uuid, id, ${inviter(ctx)}, ${invitation.message}, ${invitation.expiresAt}::timestamptz
    from unnest(${userIds}::uuid[]) as u (id)`.execute(ctx.tx);
}

/**
 * Makes or renews the invitations of n Users in one statement; a renewed one gets the next
 * generation, which voids the link before. @returns the generation of each, by User.
 */
export async function upsertInvitations(
  ctx: Context,
  userIds: string[],
  expiresAt: Date,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ user_id: string; generation: number }>`
    insert into invitations as i (space_id, user_id, invited_by, expires_at)
    select ${ctx.spaceId}::uuid, id, ${inviter(ctx)}, ${expiresAt}::timestamptz
    from unnest(${userIds}::uuid[]) as u (id)
    on conflict (space_id, user_id) do update
      set generation = i.generation + 1, mail_state = 'queued', opened_at = null,
          expires_at = excluded.expires_at
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

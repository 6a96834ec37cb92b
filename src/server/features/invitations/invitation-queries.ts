import { sql } from 'kysely';
import type { Context, SettledMail } from '../../platform/command/index.ts';

export interface Invitation {
  userId: string;
  email: string;
  firstName: string;
  status: 'invited' | 'active' | 'waiting' | 'deactivated';
  generation: number;
  invitedBy: string;
  message: string;
  expiresAt: Date;
}

/** The invitation of a User, with what its mail says. */
export async function findInvitation(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  userId: string,
): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    select u.id as "userId", u.email, u.first_name as "firstName", u.status, i.generation,
      i.invited_by as "invitedBy", i.message, i.expires_at as "expiresAt"
    from invitations i join users u on u.space_id = ${ctx.spaceId} and u.id = i.user_id
    where i.space_id = ${ctx.spaceId} and i.user_id = ${userId}`.execute(ctx.tx);
  return rows[0];
}

/** Writes down what became of n invitations' mails; a mail of an older link changes nothing. */
export async function recordMailStates(ctx: Context, mails: SettledMail[]): Promise<void> {
  await sql`
    update invitations i
    set mail_state = m.state, sent_at = case when m.state = 'sent' then ${ctx.now}::timestamptz else i.sent_at end
    from unnest(
      ${mails.map((mail) => mail.userId)}::uuid[],
      ${mails.map((mail) => mail.data.generation)}::int[],
      ${mails.map((mail) => mail.state)}::text[]
    ) as m (user_id, generation, state)
    where i.space_id = ${ctx.spaceId} and i.user_id = m.user_id and i.generation = m.generation`.execute(
    ctx.tx,
  );
}

/** Takes up to `limit` Invited Users who have not been reminded and whose mail is as old as the space has set. */
export async function takeDueReminders(ctx: Context, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with due as (
      select i.user_id
      from invitations i
      join users u on u.space_id = ${ctx.spaceId} and u.id = i.user_id and u.status = 'invited'
      join space_settings s on s.space_id = ${ctx.spaceId} and s.reminder_days is not null
      where i.space_id = ${ctx.spaceId} and i.reminded_at is null and i.mail_state = 'sent'
        and i.sent_at <= ${ctx.now}::timestamptz - make_interval(days => s.reminder_days)
      order by i.user_id limit ${limit}
    )
    update invitations i set reminded_at = ${ctx.now}
    from due where i.space_id = ${ctx.spaceId} and i.user_id = due.user_id
    returning i.user_id as id`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/**
 * What there is to do in a space: whether somebody waits whose day has come, in its zone, with a
 * seat free for them; whether requests by an open link have grown old.
 */
export async function readDuties(ctx: Context): Promise<{ starters: boolean; requests: boolean }> {
  const { rows } = await sql<{ starters: boolean; requests: boolean }>`
    select exists (
      select from users
      where space_id = ${ctx.spaceId} and status = 'waiting' and eligible_on <= (
        select (${ctx.now}::timestamptz at time zone time_zone)::date from space_settings where space_id = ${ctx.spaceId})
    ) and exists (
      select from seat_pools where space_id = ${ctx.spaceId} and taken < total
    ) as starters,
    exists (
      select from open_link_requests
      where space_id = ${ctx.spaceId} and expires_at < ${ctx.now}::timestamptz - interval '1 day'
    ) as requests`.execute(ctx.tx);
  return rows[0] ?? { starters: false, requests: false };
}

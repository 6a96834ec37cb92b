import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { mailColumns } from './list-mails.ts';
import type { MailRow } from './mail-renderers.ts';
import type { MailItem } from './schemas.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;

export interface KeptMail extends MailItem {
  userId: string | null;
  data: Record<string, unknown>;
  html: string | null;
  text: string | null;
  repeats: string | null;
  madeAt: Date;
}

/** One mail with everything that is kept of it; undefined where there is none. */
export async function findMail(ctx: Reading, id: string): Promise<KeptMail | undefined> {
  const { rows } = await sql<KeptMail>`
    select ${mailColumns}, m.user_id as "userId", m.data, m.html, m.text, m.repeats, m.created_at as "madeAt"
    from mails m left join users u on u.space_id = ${ctx.spaceId} and u.id = m.user_id
    where m.space_id = ${ctx.spaceId} and m.id = ${id}`.execute(ctx.tx);
  return rows[0];
}

/** A kept mail as its renderer wants it. */
export const asRow = (mail: KeptMail): MailRow => ({
  id: mail.id,
  kind: mail.kind,
  toEmail: mail.to,
  userId: mail.userId,
  data: mail.data,
  createdAt: mail.madeAt,
});

/** Locks a mail for sending it again. */
export interface Repeatable {
  id: string;
  kind: string;
  state: MailItem['state'];
  userId: string | null;
  data: Record<string, unknown>;
  to: string;
  userStatus: string | null;
  userEmail: string | null;
}

/** A mail and how the User it went to stands now; locked, so that two who send it again take turns. */
export async function lockMail(ctx: Context, id: string): Promise<Repeatable | undefined> {
  const { rows } = await sql<Repeatable>`
    select m.id, m.kind, m.state, m.user_id as "userId", m.data, m.to_email as "to",
      u.status as "userStatus", u.email as "userEmail"
    from mails m left join users u on u.space_id = ${ctx.spaceId} and u.id = m.user_id
    where m.space_id = ${ctx.spaceId} and m.id = ${id}
    for update of m`.execute(ctx.tx);
  return rows[0];
}

/** A queued mail is due now rather than later. */
export async function dueNow(ctx: Context, id: string): Promise<void> {
  await sql`
    update mails set next_attempt_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${id} and state = 'queued'`.execute(ctx.tx);
}

/** The same mail once more, as a new one with a Message-ID of its own. @returns its id. */
export async function repeatMail(ctx: Context, mail: Repeatable, to: string): Promise<string> {
  const id = newId(ctx.now);
  await sql`
    insert into mails (space_id, id, kind, to_email, user_id, data, repeats, next_attempt_at, created_at)
    values (${ctx.spaceId}, ${id}, ${mail.kind}, ${to}, ${mail.userId}, ${JSON.stringify(mail.data)}::jsonb,
      ${mail.id}, ${ctx.now}, ${ctx.now})`.execute(ctx.tx);
  return id;
}

/** The address of the User who acts; undefined where the actor is no User. */
export async function findOwnAddress(ctx: Context): Promise<{ id: string; email: string } | undefined> {
  if (ctx.actor.kind !== 'user') return undefined;
  const { rows } = await sql<{ id: string; email: string }>`
    select id, email from users where space_id = ${ctx.spaceId} and id = ${ctx.actor.id}`.execute(ctx.tx);
  return rows[0];
}

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Tx } from '../../platform/database/index.ts';
import type { MailRow } from './mail-renderers.ts';

export interface DueMail extends MailRow {
  attempts: number;
}

/**
 * Takes up to n due mails for this try. Whoever dies with them leaves them `sending`, and they are
 * due again when the lease is over.
 */
export async function takeDueMails(ctx: Context, limit: number, leasedUntil: Date): Promise<DueMail[]> {
  const { rows } = await sql<DueMail>`
    with due as (
      select id from mails
      where space_id = ${ctx.spaceId} and state in ('queued', 'sending') and next_attempt_at <= ${ctx.now}
      order by next_attempt_at, id limit ${limit}
      for update skip locked
    )
    update mails m
    set state = 'sending', attempts = attempts + 1, next_attempt_at = ${leasedUntil}
    from due
    where m.space_id = ${ctx.spaceId} and m.id = due.id
    returning m.id, m.kind, m.to_email as "toEmail", m.user_id as "userId", m.data, m.created_at as "createdAt", m.attempts`.execute(
    ctx.tx,
  );
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export interface Settlement {
  id: string;
  state: 'queued' | 'sent' | 'refused' | 'kept' | 'cancelled';
  answer: string;
  nextAttemptAt: Date | null;
  /** What was sent, with its links blanked; null where nothing was. */
  content: { subject: string; html: string; text: string } | null;
}

/** Writes down what became of n tries, in one statement; of what is not tried again, when that was settled. */
export async function settleMails(ctx: Context, settled: Settlement[]): Promise<void> {
  const of = <T>(read: (s: Settlement) => T): T[] => settled.map(read);
  await sql`
    update mails m
    set state = s.state, server_answer = nullif(s.answer, ''),
        next_attempt_at = coalesce(s.next_attempt_at, ${ctx.now}::timestamptz),
        subject = coalesce(s.subject, m.subject), html = coalesce(s.html, m.html), text = coalesce(s.text, m.text),
        sent_at = case when s.state in ('sent', 'kept') then ${ctx.now}::timestamptz else m.sent_at end
    from unnest(
      ${of((s) => s.id)}::uuid[], ${of((s) => s.state)}::text[], ${of((s) => s.answer)}::text[],
      ${of((s) => s.nextAttemptAt)}::timestamptz[], ${of((s) => s.content?.subject ?? null)}::text[],
      ${of((s) => s.content?.html ?? null)}::text[], ${of((s) => s.content?.text ?? null)}::text[]
    ) as s (id, state, answer, next_attempt_at, subject, html, text)
    where m.space_id = ${ctx.spaceId} and m.id = s.id`.execute(ctx.tx);
}

/** Whether mails of this space are due now. */
export async function hasDueMails(tx: Tx, spaceId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (
      select from mails
      where space_id = ${spaceId} and state in ('queued', 'sending') and next_attempt_at <= ${now}
    ) as due`.execute(tx);
  return rows[0]?.due ?? false;
}

/** What stands over every mail of a space. */
export async function readLetterhead(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
): Promise<{ spaceName: string; timeZone: string }> {
  const { rows } = await sql<{ spaceName: string; timeZone: string }>`
    select name as "spaceName", time_zone as "timeZone" from space_settings where space_id = ${ctx.spaceId}`.execute(
    ctx.tx,
  );
  const letterhead = rows[0];
  if (!letterhead) throw new Error('a space without settings');
  return letterhead;
}

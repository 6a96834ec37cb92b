import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { newIds } from '../../platform/ids/index.ts';

export interface MailRequest {
  /** Names the renderer registered for it in app.ts. */
  kind: string;
  toEmail: string;
  userId?: string | null;
  /** Ids and figures the words are made from; never a secret. */
  data?: Record<string, unknown>;
}

/**
 * Queues n e-mails in one statement, and one job that sends them. They exist if and only if the change does.
 * @returns their ids, in the order given.
 */
export async function queueMails(ctx: Context, mails: MailRequest[]): Promise<string[]> {
  if (mails.length === 0) return [];
  const ids = newIds(mails.length, ctx.now);
  const queued = sql`
    insert into mails (space_id, id, kind, to_email, user_id, data, next_attempt_at, created_at)
    select ${ctx.spaceId}::uuid, m.id, m.kind, m.to_email, m.user_id, m.data, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from unnest(
      ${ids}::uuid[],
      ${mails.map((mail) => mail.kind)}::text[],
      ${mails.map((mail) => mail.toEmail)}::text[],
      ${mails.map((mail) => mail.userId ?? null)}::uuid[],
      ${mails.map((mail) => JSON.stringify(mail.data ?? {}))}::jsonb[]
    ) as m (id, kind, to_email, user_id, data)`.execute(ctx.tx);
  await Promise.all([queued, ctx.enqueue({ name: 'deliver_mails', data: { spaceId: ctx.spaceId } })]);
  return ids;
}

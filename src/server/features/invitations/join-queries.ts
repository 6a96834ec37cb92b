import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { emailKey } from '../users/index.ts';

/** Who asked to join by an open link, and who they are in the space now, if anybody. */
export interface JoinRequest {
  linkId: string;
  email: string;
  generation: number;
  expiresAt: Date;
  claimedAt: Date | null;
  userId: string | null;
  status: 'invited' | 'active' | 'waiting' | 'deactivated' | null;
  space: { slug: string; name: string };
}

/**
 * Writes down that an address asks, and counts its generation up. Not within a minute of the mail
 * before, nor more than five times in a day. @returns undefined where no mail is to be sent now.
 */
export async function upsertJoinRequest(
  ctx: Context,
  request: { linkId: string; email: string; expiresAt: Date },
): Promise<{ id: string; generation: number } | undefined> {
  const { rows } = await sql<{ id: string; generation: number }>`
    insert into open_link_requests as r (space_id, id, link_id, email, email_key, requested_at, expires_at)
    values (${ctx.spaceId}, ${newId(ctx.now)}, ${request.linkId}, ${request.email}, ${emailKey(request.email)},
      ${ctx.now}, ${request.expiresAt})
    on conflict (space_id, link_id, email_key) do update
      set generation = r.generation + 1, requested_at = excluded.requested_at, expires_at = excluded.expires_at,
          claimed_at = null,
          mails_today = case when r.requested_at < excluded.requested_at - interval '1 day' then 1 else r.mails_today + 1 end
      where r.requested_at <= excluded.requested_at - interval '1 minute'
        and (r.mails_today < 5 or r.requested_at < excluded.requested_at - interval '1 day')
    returning id, generation`.execute(ctx.tx);
  return rows[0];
}

/** Reads a request with the User of its address. `lock` holds both rows: lock the pool before. */
export async function findJoinRequest(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  id: string,
  options: { lock: boolean },
): Promise<JoinRequest | undefined> {
  const { rows } = await sql<JoinRequest>`
    select r.link_id as "linkId", r.email, r.generation, r.expires_at as "expiresAt", r.claimed_at as "claimedAt",
      u.id as "userId", u.status, jsonb_build_object('slug', s.slug, 'name', t.name) as space
    from open_link_requests r
    join space_settings t on t.space_id = ${ctx.spaceId}
    join spaces s on s.id = ${ctx.spaceId}
    left join users u on u.space_id = ${ctx.spaceId} and u.email_key = r.email_key
    where r.space_id = ${ctx.spaceId} and r.id = ${id}
    ${options.lock ? sql`for update of r` : sql``}`.execute(ctx.tx);
  return rows[0];
}

/** Forgets requests whose link expired over a day ago: addresses are kept no longer than they serve. */
export async function deleteOldRequests(ctx: Context): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from open_link_requests
    where space_id = ${ctx.spaceId} and expires_at < ${ctx.now}::timestamptz - interval '1 day'`.execute(
    ctx.tx,
  );
  return Number(numAffectedRows ?? 0);
}

export async function markJoined(ctx: Context, id: string): Promise<void> {
  await sql`
    update open_link_requests set claimed_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${id}`.execute(ctx.tx);
}

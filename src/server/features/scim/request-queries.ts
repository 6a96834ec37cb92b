import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { newIds } from '../../platform/ids/index.ts';

export interface NotedRequest {
  userId: string | null;
  userNameKey: string | null;
  method: string;
  body: unknown;
  status: number;
  detail: string | null;
}

/** Keeps a request with the User it is about, else with the userName it gives; about nobody, it is not kept. */
export async function insertRequest(ctx: Context, tokenId: string, request: NotedRequest): Promise<void> {
  const { userId, userNameKey, method, body, status, detail } = request;
  const [id] = newIds(1, ctx.now);
  await sql`
    insert into scim_requests (space_id, id, at, user_id, user_name_key, token_id, method, body, status, detail)
    select ${ctx.spaceId}::uuid, ${id}::uuid, ${ctx.now}::timestamptz, u.id,
      case when u.id is null then ${userNameKey}::text end, ${tokenId}::uuid, ${method},
      ${body === null ? null : JSON.stringify(body)}::json, ${status}::int, ${detail}
    from (select 1) one
    left join users u on u.space_id = ${ctx.spaceId} and u.id = ${userId}::uuid
    where u.id is not null or ${userNameKey}::text is not null`.execute(ctx.tx);
}

/** @returns how many went. */
export async function deleteRequestsBefore(ctx: Context, before: Date): Promise<number> {
  const gone = await sql`
    delete from scim_requests where space_id = ${ctx.spaceId} and at < ${before}`.execute(ctx.tx);
  return Number(gone.numAffectedRows ?? 0);
}

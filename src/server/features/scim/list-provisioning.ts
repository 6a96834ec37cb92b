import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { pageById } from '../../platform/paging/index.ts';

export const ProvisioningQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const ProvisioningList = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      at: z.iso.datetime(),
      method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
      status: z.int().describe('What it was answered with'),
      detail: z.string().nullable().describe('What a refusal said'),
      token: z.string().describe('Name of the SCIM token'),
      body: z
        .unknown()
        .describe('As it came, without passwords; null where it was none, or too large to keep'),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type ProvisioningList = z.output<typeof ProvisioningList>;
type Item = ProvisioningList['items'][number];

/**
 * What identity providers asked about a User, newest first: refused requests that came before there
 * was a User are found by the userName.
 * @throws DomainError `not_found`.
 */
export async function listProvisioning(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  userId: string,
  { cursor, limit }: z.output<typeof ProvisioningQuery>,
): Promise<ProvisioningList> {
  const user = await sql<{ keys: string[] }>`
    select array_remove(array[u.email_key, r.user_name_key], null) as keys
    from users u left join scim_resources r on r.space_id = ${ctx.spaceId} and r.user_id = u.id
    where u.space_id = ${ctx.spaceId} and u.id = ${userId}::uuid`.execute(ctx.tx);
  const keys = user.rows[0]?.keys;
  if (!keys) throw notFound('There is no such User in this space.');
  const before = cursor ? sql`and s.id < ${cursor}::uuid` : sql``;
  const newest = sql`order by s.id desc limit ${limit + 1}`;
  const { rows } = await sql<Omit<Item, 'at'> & { at: Date }>`
    select s.id, s.at, s.method, s.status, s.detail, s.body, coalesce(k.name, '') as token
    from (
      (select * from scim_requests s where s.space_id = ${ctx.spaceId} and s.user_id = ${userId}::uuid ${before} ${newest})
      union all
      (select * from scim_requests s where s.space_id = ${ctx.spaceId} and s.user_name_key = any(${keys}::text[]) ${before} ${newest})
    ) s
    left join api_keys k on k.space_id = ${ctx.spaceId} and k.id = s.token_id
    ${newest}`.execute(ctx.tx);
  return pageById(
    rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    limit,
  );
}

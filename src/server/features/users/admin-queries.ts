import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;

export interface AdminAddress {
  id: string;
  email: string;
}

/**
 * Whom every mail to the Admins goes to: each of them who is Active. An Admin who has not claimed has shown
 * nobody yet that the address is theirs.
 */
export async function findActiveAdmins(ctx: Reading): Promise<AdminAddress[]> {
  const { rows } = await sql<AdminAddress>`
    select id, email from users
    where space_id = ${ctx.spaceId} and role <> 'member' and status = 'active'
    order by id`.execute(ctx.tx);
  return rows;
}

/** The same, or the Owner while nobody is Active: for what cannot wait until somebody is. */
export async function findAdminsOrOwner(ctx: Reading): Promise<AdminAddress[]> {
  const admins = await findActiveAdmins(ctx);
  if (admins.length > 0) return admins;
  const { rows } = await sql<AdminAddress>`
    select id, email from users where space_id = ${ctx.spaceId} and role = 'owner' and status = 'invited'`.execute(
    ctx.tx,
  );
  return rows;
}

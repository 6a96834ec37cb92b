import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { withoutSpace, type Database, type Tx } from '../../platform/database/index.ts';

export interface Account {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
  twoFactorEnabled: boolean;
}

/** The account with this case-folded e-mail, with the hash its password is compared with. */
export async function findAccount(tx: Tx, email: string): Promise<Account | undefined> {
  const { rows } = await sql<Account>`
    select u.id, u.email, u.name, coalesce(u."twoFactorEnabled", false) as "twoFactorEnabled", a.password as "passwordHash"
    from auth."user" u
    left join auth.account a on a."userId" = u.id and a."providerId" = 'credential'
    where u.email = ${email}`.execute(tx);
  return rows[0];
}

export const findAccountByEmail = (database: Database, email: string): Promise<Account | undefined> =>
  withoutSpace(database, (tx) => findAccount(tx, email));

/** What its holder is called; empty where no name was given. */
export async function readAccountName(ctx: Pick<Context, 'tx'>, accountId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from auth."user" where id = ${accountId}`.execute(ctx.tx);
  return rows[0]?.name ?? '';
}

/** Makes an account with a password, in the transaction of the claim that it comes from. */
export async function insertAccount(
  ctx: Pick<Context, 'tx' | 'now'>,
  account: { id: string; email: string; name: string; passwordHash: string },
): Promise<void> {
  await sql`
    with made as (
      insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
      values (${account.id}, ${account.name}, ${account.email}, true, ${ctx.now}, ${ctx.now})
      returning id
    )
    insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
    select id, id, 'credential', id, ${account.passwordHash}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from made`.execute(ctx.tx);
}

/** Enters which User of this space an account is. */
export async function joinAccount(ctx: Context, accountId: string, userId: string): Promise<void> {
  await sql`
    insert into account_spaces (account_id, space_id, user_id)
    values (${accountId}, ${ctx.spaceId}, ${userId})`.execute(ctx.tx);
}

/** The spaces that an account is or was a User of. */
export async function listAccountSpaces(
  tx: Tx,
  accountId: string,
): Promise<{ spaceId: string; slug: string }[]> {
  const { rows } = await sql<{ spaceId: string; slug: string }>`
    select d.space_id as "spaceId", s.slug
    from account_spaces d join spaces s on s.id = d.space_id
    where d.account_id = ${accountId} order by s.created_at, s.id`.execute(tx);
  return rows;
}

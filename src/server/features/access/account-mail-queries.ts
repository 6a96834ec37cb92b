import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { PageQuery } from '../../platform/paging/index.ts';

export type AccountMailKind =
  | 'password_reset'
  | 'password_changed'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'recovery_codes_made'
  | 'passkey_added'
  | 'passkey_removed';

export type AccountMailState = 'queued' | 'sent' | 'refused' | 'kept';

export interface AccountMail {
  id: string;
  kind: AccountMailKind;
  accountId: string;
  email: string;
  state: AccountMailState;
  createdAt: Date;
  usedAt: Date | null;
}

const columns = sql`
  m.id, m.kind, m."accountId", u.email, m.state, m."createdAt", m."usedAt"
  from auth.mail m join auth."user" u on u.id = m."accountId"`;

export async function insertAccountMail(
  tx: Tx,
  mail: { id: string; kind: AccountMailKind; accountId: string; now: Date },
): Promise<void> {
  await sql`
    insert into auth.mail (id, kind, "accountId", "createdAt")
    values (${mail.id}, ${mail.kind}, ${mail.accountId}, ${mail.now})`.execute(tx);
}

export async function findAccountMail(tx: Tx, id: string): Promise<AccountMail | undefined> {
  const { rows } = await sql<AccountMail>`select ${columns} where m.id = ${id}`.execute(tx);
  return rows[0];
}

export async function settleAccountMail(tx: Tx, id: string, state: AccountMailState, now: Date) {
  await sql`
    update auth.mail set state = ${state}, "sentAt" = ${state === 'sent' ? now : null}
    where id = ${id} and state = 'queued'`.execute(tx);
}

/** A page of the mails that no server was there for, the newest first; one more than it holds. */
export async function listKeptMails(tx: Tx, { cursor, limit }: PageQuery): Promise<AccountMail[]> {
  const before = cursor ? sql`and m.id < ${cursor}::uuid` : sql``;
  const { rows } = await sql<AccountMail>`
    select ${columns} where m.state = 'kept' ${before} order by m.id desc limit ${limit + 1}`.execute(tx);
  return rows;
}

/** How many resets an account was sent since then. */
export async function countResets(tx: Tx, accountId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from auth.mail
    where "accountId" = ${accountId} and kind = 'password_reset' and "createdAt" > ${since}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The account whose newest reset this is, unless it was used or is older than `since`. */
export async function findOpenReset(
  tx: Tx,
  mailId: string,
  since: Date,
): Promise<{ accountId: string; email: string } | undefined> {
  const { rows } = await sql<{ accountId: string; email: string }>`
    select m."accountId", u.email
    from auth.mail m join auth."user" u on u.id = m."accountId"
    where m.id = ${mailId} and m.kind = 'password_reset' and m."usedAt" is null and m."createdAt" > ${since}
      and not exists (
        select 1 from auth.mail n
        where n."accountId" = m."accountId" and n.kind = 'password_reset' and n.id > m.id
      )`.execute(tx);
  return rows[0];
}

/** Spends a reset. @returns false where somebody was quicker. */
export async function spendReset(tx: Tx, mailId: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update auth.mail set "usedAt" = ${now} where id = ${mailId} and "usedAt" is null`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Forgets what is over: account mails of a month ago, sessions and codes past their end. */
export async function sweepSignIn(tx: Tx, now: Date): Promise<void> {
  const monthAgo = new Date(now.getTime() - 30 * 24 * 3600_000);
  await sql`delete from auth.mail where "createdAt" < ${monthAgo}`.execute(tx);
  await sql`delete from auth.session where "expiresAt" < ${now}`.execute(tx);
  await sql`delete from auth.verification where "expiresAt" < ${now}`.execute(tx);
}

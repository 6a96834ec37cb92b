import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';

export interface SessionRow {
  id: string;
  userAgent: string | null;
  address: string | null;
  signedInAt: Date;
  lastUsedAt: Date;
}

/** An account's sessions that are still good, the newest first. */
export async function listSessions(tx: Tx, accountId: string): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, "userAgent", nullif("ipAddress", '') as address, "createdAt" as "signedInAt",
      "updatedAt" as "lastUsedAt"
    from auth.session
    where "userId" = ${accountId} and "expiresAt" > now()
    order by "createdAt" desc, id desc`.execute(tx);
  return rows;
}

/** Ends sessions of an account: the one of this id, or all but it. @returns how many there were. */
export async function deleteSessions(
  tx: Tx,
  accountId: string,
  which: { id: string } | { allBut: string },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from auth.session where "userId" = ${accountId}
      and ${'id' in which ? sql`id = ${which.id}` : sql`id <> ${which.allBut}`}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export interface PasskeyRow {
  id: string;
  name: string;
  createdAt: Date;
}

export async function listPasskeys(tx: Tx, accountId: string): Promise<PasskeyRow[]> {
  const { rows } = await sql<PasskeyRow>`
    select id, coalesce(nullif(trim(name), ''), 'Passkey') as name, "createdAt"
    from auth.passkey where "userId" = ${accountId} order by "createdAt", id`.execute(tx);
  return rows;
}

export async function renameAccount(tx: Tx, accountId: string, name: string, now: Date): Promise<void> {
  await sql`
    update auth."user" set name = ${name}, "updatedAt" = ${now} where id = ${accountId}`.execute(tx);
}

/** Ends the session that a browser had before it signed in anew. */
export async function endSession(tx: Tx, sessionId: string): Promise<void> {
  await sql`delete from auth.session where id = ${sessionId}`.execute(tx);
}

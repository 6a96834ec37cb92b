import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { pageById } from '../../platform/paging/index.ts';
import { usersCalled } from '../users/index.ts';
import type { MailItem, MailList, MailListQuery } from './schemas.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;

const iso = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A mail as the list has it; for a query over `mails m left join users u`. */
export const mailColumns = sql`
  m.id, m.kind, m.to_email as "to", m.subject, m.state, m.attempts, m.server_answer as answer,
  case when m.state in ('queued', 'sending') then ${iso(sql`m.next_attempt_at`)} end as "nextAttemptAt",
  ${iso(sql`m.created_at`)} as "createdAt", ${iso(sql`m.sent_at`)} as "sentAt",
  case when u.id is not null then jsonb_build_object('id', u.id, 'name',
    coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.email)) end as "user"`;

/**
 * One page of the Outbox, newest first, by keyset: 100,000 mails open as fast as ten. Ids rise with
 * time, so the id of the last mail is the cursor.
 */
export async function listMails(ctx: Reading, query: MailListQuery): Promise<MailList> {
  const { cursor, limit } = query;
  const { rows } = await sql<MailItem>`
    select ${mailColumns}
    from (
      select m.* from mails m
      where ${sql.join(conditions(ctx.spaceId, query), sql` and `)}
      order by m.id desc limit ${limit + 1}
    ) m
    left join users u on u.space_id = ${ctx.spaceId} and u.id = m.user_id
    order by m.id desc`.execute(ctx.tx);
  const page = pageById(rows, limit);
  return cursor === undefined ? { ...page, counts: await countMails(ctx) } : page;
}

function conditions(spaceId: string, query: MailListQuery): RawBuilder<boolean>[] {
  const { state, kind, user, q, cursor } = query;
  const all = [sql<boolean>`m.space_id = ${spaceId}`];
  if (state === 'queued') all.push(sql<boolean>`m.state in ('queued', 'sending')`);
  else if (state) all.push(sql<boolean>`m.state = ${state}`);
  if (kind) all.push(sql<boolean>`m.kind = any(${kind.split(',').map((one) => one.trim())}::text[])`);
  if (user) all.push(sql<boolean>`m.user_id = ${user}::uuid`);
  for (const term of terms(q)) all.push(toWhom(spaceId, term));
  if (cursor !== undefined) all.push(sql<boolean>`m.id < ${idOf(cursor)}::uuid`);
  return all;
}

const terms = (q = ''): string[] =>
  q
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,;<>]+/)
    .filter(Boolean);

/** Mails to an address that begins so, or to a User who is found by it. */
function toWhom(spaceId: string, term: string): RawBuilder<boolean> {
  const plain = term.normalize('NFD').replace(/\p{M}/gu, '');
  return sql<boolean>`m.id in (
    select a.id from mails a
    where a.space_id = ${spaceId} and a.to_key >= ${term} and a.to_key < ${`${term}\u{10FFFF}`}
    union all
    select a.id from mails a where a.space_id = ${spaceId} and a.user_id in (${usersCalled(spaceId, plain)}))`;
}

async function countMails(ctx: Reading): Promise<{ queued: number; refused: number }> {
  const upTo = (states: RawBuilder<unknown>) => sql`(
    select count(*)::int from (
      select from mails m where m.space_id = ${ctx.spaceId} and m.state in (${states}) limit 10000) counted)`;
  const { rows } = await sql<{ queued: number; refused: number }>`
    select ${upTo(sql`'queued', 'sending'`)} as queued, ${upTo(sql`'refused'`)} as refused`.execute(ctx.tx);
  return rows[0] ?? { queued: 0, refused: 0 };
}

function idOf(cursor: string): string {
  if (z.uuid().safeParse(cursor).success) return cursor;
  throw new DomainError('invalid_request', 'This cursor is not one that this list gave.');
}

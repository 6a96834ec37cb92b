import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { listAuditEvents } from '../audit/index.ts';
import type { Invitation, UserDetail } from './detail-schemas.ts';
import { iso, userColumns } from './list-users.ts';

type Reading = Pick<Context, 'tx' | 'spaceId' | 'now'>;
type Columns = Omit<UserDetail, 'history' | 'invitation'>;
type Held = Omit<Invitation, 'story' | 'claimedAt' | 'state'>;

/**
 * One User: what they hold, their invitation's story and their history.
 * @throws DomainError `not_found`.
 */
export async function readUserDetail(ctx: Reading, id: string): Promise<UserDetail> {
  const { rows } = await sql<Columns & { held: Held | null; invitation: unknown }>`
    select ${userColumns(ctx.now)}, u.manager_employee_id as "managerEmployeeId", u.end_date as "endDate",
      ${iso(lastSeen(ctx.spaceId))} as "sourceLastSeenAt", s.name as "sourceName",
      case when i.user_id is not null then jsonb_build_object(
        'sentAt', ${iso(sql`i.sent_at`)}, 'expiresAt', ${iso(sql`i.expires_at`)}, 'generation', i.generation,
        'mailState', i.mail_state, 'expired', i.expires_at <= ${ctx.now}, 'openedAt', ${iso(sql`i.opened_at`)}) end as held
    from users u left join invitations i on i.space_id = ${ctx.spaceId} and i.user_id = u.id
    left join sync_sources s on s.space_id = ${ctx.spaceId} and s.id = u.source_id
    where u.space_id = ${ctx.spaceId} and u.id = ${id}`.execute(ctx.tx);
  const row = rows[0];
  if (!row) throw notFound('There is no such User in this space.');
  const { held, invitation: _short, ...user } = row;
  const { items } = await listAuditEvents(ctx, { subject: id, limit: 100 });
  const history = items.map(({ subject: _, ...event }) => event);
  const invitation = held && {
    ...held,
    state: held.openedAt === null ? held.mailState : ('opened' as const),
    claimedAt: user.joinedAt,
    story: await readStory(ctx, id, held.openedAt, user.joinedAt),
  };
  return { ...user, history, invitation };
}

/**
 * When their source last listed them: a run writes nothing to whom it leaves as they were, but they were
 * in every full one up to the one that missed them, and in any that tells of them with a line.
 */
const lastSeen = (
  spaceId: string,
) => sql`case when u.source_id is null then u.source_last_seen_at else greatest(
  u.source_last_seen_at,
  (select max(r.finished_at) from sync_runs r
    where r.space_id = ${spaceId} and r.source_id = u.source_id and r.kind = 'sync' and r.mode = 'full' and r.state = 'applied'
      and r.finished_at < coalesce(u.deactivated_at,
        (select a.since from sync_absent_admins a where a.space_id = ${spaceId} and a.user_id = u.id), 'infinity')),
  (select max(r.finished_at) from sync_plan p join sync_runs r on r.space_id = ${spaceId} and r.id = p.run_id
    where p.space_id = ${spaceId} and p.user_id = u.id and p.line is not null
      and r.source_id = u.source_id and r.kind = 'sync' and r.state = 'applied')) end`;

type Step = Invitation['story'][number];

async function readStory(
  ctx: Reading,
  id: string,
  openedAt: string | null,
  joinedAt: string | null,
): Promise<Step[]> {
  const { rows } = await sql<{
    created: string;
    settled: string | null;
    state: string;
    answer: string | null;
  }>`
    select ${iso(sql`created_at`)} as created, ${iso(sql`coalesce(sent_at, next_attempt_at)`)} as settled,
      state, server_answer as answer
    from mails where space_id = ${ctx.spaceId} and user_id = ${id} and kind like 'invitation%'
    order by created_at desc limit 50`.execute(ctx.tx);
  const steps = rows.flatMap(({ created, settled, state, answer }): Step[] => {
    const queued: Step = { at: created, what: 'queued' };
    if (state === 'queued' || state === 'sending') return [queued];
    const what = state as 'sent' | 'refused' | 'kept' | 'cancelled';
    return [queued, { at: settled ?? created, what, ...(answer !== null && { detail: answer }) }];
  });
  if (openedAt) steps.push({ at: openedAt, what: 'opened' });
  if (joinedAt) steps.push({ at: joinedAt, what: 'claimed' });
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { pageById, type Listed } from '../../platform/paging/index.ts';
import { fieldsOf, summarise } from './audit-rules.ts';
import type { AuditEvent, AuditQuery } from './schemas.ts';

interface Row {
  id: string;
  at: Date;
  actor_kind: AuditEvent['actor']['kind'];
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  detail: Record<string, unknown>;
  values: Record<string, unknown> | null;
}

const unnamed: Record<Row['actor_kind'], string> = {
  user: 'A former User',
  apiKey: 'An API key',
  scim: 'SCIM',
  employeeSync: 'Employee data',
  operator: 'Operator',
  invitee: 'The person themself',
  system: 'Usher',
};

/** A page of the audit log, newest first. */
export async function listAuditEvents(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  { subject, action, actor, from, to, cursor, limit }: AuditQuery,
): Promise<Listed<AuditEvent>> {
  const about = subject ? sql`and e.subject_id = ${subject}::uuid` : sql``;
  const doing = action
    ? action.endsWith('.')
      ? sql`and starts_with(e.action, ${action})`
      : sql`and e.action = ${action}`
    : sql``;
  const by = actor ? sql`and (e.actor_kind = ${actor} or e.actor_id = ${actor})` : sql``;
  // Ids begin with the millisecond of their making: a time is a range of the key.
  const since = from ? sql`and e.id >= ${firstIdOf(from)}::uuid` : sql``;
  const until = to ? sql`and e.id < ${firstIdOf(to)}::uuid` : sql``;
  const before = cursor ? sql`and e.id < ${cursor}::uuid` : sql``;
  const { rows } = await sql<Row>`
    select e.*, v.detail as values,
      coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.email, k.name) as actor_name
    from (
      select e.* from audit_events e
      where e.space_id = ${ctx.spaceId} ${about} ${doing} ${by} ${since} ${until} ${before}
      order by e.id desc limit ${limit + 1}
    ) e
    left join audit_values v on v.space_id = ${ctx.spaceId} and v.event_id = e.id
    left join users u on u.space_id = ${ctx.spaceId} and u.id = case when e.actor_kind = 'user' then e.actor_id::uuid end
    left join api_keys k on k.space_id = ${ctx.spaceId} and k.id = case when e.actor_kind in ('apiKey', 'scim') then e.actor_id::uuid end
    order by e.id desc`.execute(ctx.tx);
  return pageById(rows.map(toEvent), limit);
}

/** The smallest UUIDv7 of an instant (RFC 9562, 5.7). */
function firstIdOf(instant: string): string {
  const hex = Math.max(0, Date.parse(instant)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

function toEvent(row: Row): AuditEvent {
  const fields = fieldsOf(row.detail);
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name ?? unnamed[row.actor_kind] },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    ...(fields && { fields }),
    detail: row.detail,
    summary: summarise(row.action, row.detail, row.values ?? {}),
  };
}

import { sql } from 'kysely';
import type { Actor } from '../command/actor.ts';
import { newIds } from '../ids/index.ts';
import type { Tx } from './pipelined.ts';

/** One line of the audit log. `detail` holds ids and names of fields; personal values go into `values`. */
export interface AuditEntry {
  action: string;
  subject:
    | 'user'
    | 'space'
    | 'seats'
    | 'order'
    | 'invoice'
    | 'mail'
    | 'link'
    | 'api_key'
    | 'source'
    | 'run'
    | 'account';
  subjectId?: string | null;
  detail?: Record<string, unknown>;
  values?: Record<string, unknown>;
}

/** Writes n entries in one statement, with whatever personal values they carry. */
export async function writeAudit(
  scope: { tx: Tx; spaceId: string; now: Date; actor: Actor },
  entries: AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const { tx, spaceId, now, actor } = scope;
  const ids = newIds(entries.length, now);
  const withValues = entries.flatMap((entry, i) => (entry.values ? [{ entry, id: ids[i] }] : []));
  const written = sql`
    insert into audit_events (space_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail)
    select ${spaceId}::uuid, e.id, ${now}::timestamptz, ${actor.kind}, ${actor.id}, e.action, e.subject_kind, e.subject_id, e.detail
    from unnest(
      ${ids}::uuid[],
      ${entries.map((entry) => entry.action)}::text[],
      ${entries.map((entry) => entry.subject)}::text[],
      ${entries.map((entry) => entry.subjectId ?? null)}::uuid[],
      ${entries.map((entry) => JSON.stringify(entry.detail ?? {}))}::jsonb[]
    ) as e (id, action, subject_kind, subject_id, detail)`.execute(tx);
  if (withValues.length === 0) {
    await written;
    return;
  }
  const valued = sql`
    insert into audit_values (space_id, event_id, subject_id, detail)
    select ${spaceId}::uuid, v.event_id, v.subject_id, v.detail
    from unnest(
      ${withValues.map(({ id }) => id)}::uuid[],
      ${withValues.map(({ entry }) => entry.subjectId ?? null)}::uuid[],
      ${withValues.map(({ entry }) => JSON.stringify(entry.values))}::jsonb[]
    ) as v (event_id, subject_id, detail)`.execute(tx);
  await Promise.all([written, valued]);
}

import { sql, type RawBuilder } from 'kysely';
import { validate } from 'uuid';
import { emailKey } from '../users/index.ts';
import type { Condition } from './filter-rules.ts';

/**
 * Conditions as SQL with parameters, for a query over `users u`. Each is an equality on an index:
 * texts are folded here, since row-level security keeps an index from `lower()`.
 */
export function whereConditions(spaceId: string, conditions: Condition[]): RawBuilder<unknown> {
  const all = conditions.map((condition) => sql`and ${compile(spaceId, condition)}`);
  return sql.join([sql`u.space_id = ${spaceId}`, ...all], sql` `);
}

function compile(spaceId: string, condition: Condition): RawBuilder<unknown> {
  switch (condition.on) {
    case 'active':
      return condition.value ? sql`u.status <> 'deactivated'` : sql`u.status = 'deactivated'`;
    case 'id':
      return validate(condition.value) ? sql`u.id = ${condition.value}::uuid` : sql`false`;
    case 'externalId':
      return sql`u.id in (select r.user_id from scim_resources r
        where r.space_id = ${spaceId} and r.external_id = ${condition.value})`;
    case 'userName':
      return sql`u.id in (
        select r.user_id from scim_resources r
        where r.space_id = ${spaceId} and r.user_name_key = ${emailKey(condition.value)}
        union all ${ofRecord(spaceId, emailKey(condition.value))})`;
    case 'email': {
      const key = emailKey(condition.value);
      const ofType = condition.type === undefined ? sql`` : sql`and e.type = ${condition.type.toLowerCase()}`;
      const shown = [undefined, 'work'].includes(condition.type?.toLowerCase());
      return sql`u.id in (
        select e.user_id from scim_emails e where e.space_id = ${spaceId} and e.email_key = ${key} ${ofType}
        union all ${shown ? ofRecord(spaceId, key) : sql`select null::uuid where false`})`;
    }
  }
}

/** Users shown from their record alone: userName and work e-mail are the e-mail they were invited by. */
const ofRecord = (spaceId: string, key: string) => sql`
  select n.id from users n
  where n.space_id = ${spaceId} and n.email_key = ${key}
    and not exists (select from scim_resources r where r.space_id = ${spaceId} and r.user_id = n.id)`;

import { rowsOf } from './sync-runs.ts';
import type { TestApp, TestSpace } from './test-app.ts';

/** What is kept of a space that a run may change, in an order that tells nothing of itself. */
const kept = {
  users: `to_jsonb(t) || jsonb_build_object('place', case when status = 'waiting' then
      rank() over (partition by status order by waiting_since, waiting_order, email) end)`,
  invitations: 'to_jsonb(t)',
  mails: 'to_jsonb(t)',
  seat_pools: 'to_jsonb(t)',
  seat_ledger: 'to_jsonb(t)',
  audit_events: `to_jsonb(t) #- '{detail,ms}'`,
  audit_values: 'to_jsonb(t)',
  sync_plan: 'to_jsonb(t)',
  sync_absent_admins: 'to_jsonb(t)',
} as const;

const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const instant = /\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g;

/**
 * Users, invitations, mails, the pool, its ledger, the audit log and the plans of a space, each row as text that
 * is the same for every space where the same was done: Users go by their address, other ids and instants by none.
 */
export async function contentsOf(
  app: TestApp,
  space: TestSpace,
): Promise<Record<keyof typeof kept, string[]>> {
  const users = await rowsOf(app, `select id, email from users where space_id = '${space.id}'`);
  const names = new Map(users.map((user) => [String(user.id), String(user.email)]));
  const tables = Object.entries(kept).map(async ([table, row]) => {
    const rows = await rowsOf(
      app,
      `select (${row})::text as row from ${table} t where space_id = '${space.id}'`,
    );
    const texts = rows.map((one) =>
      String(one.row)
        .replaceAll(id, (found) => names.get(found) ?? 'id')
        .replaceAll(instant, 'instant')
        .replaceAll(space.slug, 'slug'),
    );
    return [table, texts.toSorted()] as const;
  });
  return Object.fromEntries(await Promise.all(tables)) as Record<keyof typeof kept, string[]>;
}

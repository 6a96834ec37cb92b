import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/command/index.ts';

export const AbsentAdmins = z.object({
  items: z.array(
    z.object({
      userId: z.uuid(),
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      role: z.enum(['owner', 'admin']),
      sourceName: z.string(),
      runId: z.uuid(),
      since: z.iso.datetime(),
    }),
  ),
});

/** Admins whom the employee data no longer lists and about whom nobody has decided: what the banner shows. */
export async function listAbsentAdmins(ctx: Context): Promise<z.output<typeof AbsentAdmins>> {
  const { rows } = await sql<Omit<z.output<typeof AbsentAdmins>['items'][number], 'since'> & { since: Date }>`
    select u.id as "userId", u.email, u.first_name as "firstName", u.last_name as "lastName", u.role,
      s.name as "sourceName", a.run_id as "runId", a.since
    from sync_absent_admins a
    join users u on u.space_id = ${ctx.spaceId} and u.id = a.user_id
    join sync_sources s on s.space_id = ${ctx.spaceId} and s.id = a.source_id
    where a.space_id = ${ctx.spaceId} and a.kept_at is null and u.role <> 'member' and u.status <> 'deactivated'
      and u.source_id = a.source_id
    order by a.since, u.id limit 100`.execute(ctx.tx);
  return { items: rows.map((row) => ({ ...row, since: row.since.toISOString() })) };
}

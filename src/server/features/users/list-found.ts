import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../platform/command/index.ts';
import { User } from './schemas.ts';
import { emailKey } from './user-rules.ts';

export const LookupInput = z.object({
  list: z.array(z.string().max(320)).min(1).max(100_000).describe('Addresses or employee ids'),
});

export const LookupResult = z.object({
  found: z.array(
    z.object({
      given: z.string(),
      id: z.uuid(),
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      role: User.shape.role,
      status: User.shape.status,
    }),
  ),
  missing: z.array(z.string()).describe('Those that are nobody here, in the order given'),
});
export type LookupResult = z.output<typeof LookupResult>;

/** Of a pasted list, who is here, in whatever state, and who is missing. Each line counts once. */
export async function lookUp(ctx: Pick<Context, 'tx' | 'spaceId'>, list: string[]): Promise<LookupResult> {
  const given = [...new Set(list.map((entry) => entry.trim()).filter(Boolean))];
  type Row = Omit<LookupResult['found'][number], 'given'> & { email_key: string; employee_id: string | null };
  const columns = sql`id, email, first_name as "firstName", last_name as "lastName", role, status, email_key, employee_id`;
  const { rows } = await sql<Row>`
    select ${columns} from users
    where space_id = ${ctx.spaceId} and email_key = any(${given.map(emailKey)}::text[])
    union
    select ${columns} from users
    where space_id = ${ctx.spaceId} and employee_id = any(${given}::text[])`.execute(ctx.tx);
  const byEmail = new Map(rows.map((row) => [row.email_key, row]));
  const byEmployeeId = new Map(rows.map((row) => [row.employee_id, row]));
  const found: LookupResult['found'] = [];
  const missing: string[] = [];
  for (const entry of given) {
    const row = byEmail.get(emailKey(entry)) ?? byEmployeeId.get(entry);
    if (!row) {
      missing.push(entry);
      continue;
    }
    const { email_key: _key, employee_id: _id, ...user } = row;
    found.push({ given: entry, ...user });
  }
  return { found, missing };
}

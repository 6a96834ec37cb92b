import { sql, type CompiledQuery, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { SeatsByDepartment } from './schemas.ts';

const most = 500;

type Item = SeatsByDepartment['items'][number];

const counted = (spaceId: string): RawBuilder<Item> => sql`
  select department, count(*) filter (where status in ('invited', 'active'))::int as seats,
    count(*) filter (where status = 'invited')::int as unclaimed,
    count(*) filter (where status = 'active')::int as active,
    count(*) filter (where status = 'waiting')::int as waiting
  from users where space_id = ${spaceId} and status in ('invited', 'active', 'waiting')
  group by department`;

/** Who holds the seats, by department: those with most first. */
export async function listDepartments(ctx: Pick<Context, 'tx' | 'spaceId'>): Promise<SeatsByDepartment> {
  const { rows } = await sql<Item & { departments: number; allSeats: number }>`
    select c.*, count(*) over ()::int as departments, sum(seats) over ()::int as "allSeats"
    from (${counted(ctx.spaceId)}) c
    order by seats desc, department limit ${most}`.execute(ctx.tx);
  const items = rows.map(({ departments: _, allSeats: __, ...item }): Item => item);
  const shown = items.reduce((sum, { seats }) => sum + seats, 0);
  return {
    items,
    others: {
      departments: (rows[0]?.departments ?? 0) - items.length,
      seats: (rows[0]?.allSeats ?? 0) - shown,
    },
  };
}

/** The same in full, as a query for COPY. A cell that would be taken for a formula gets an apostrophe. */
export const departmentsQuery = (ctx: Pick<Context, 'tx' | 'spaceId'>): CompiledQuery =>
  sql`
  select case when left(department, 1) in ('=', '+', '-', '@', chr(9), chr(13)) then '''' || department
      when department = '' then 'No department' else department end as "Department",
    seats as "Seats held", unclaimed as "Unclaimed", active as "Active", waiting as "Waiting"
  from (${counted(ctx.spaceId)}) c
  order by seats desc, department`.compile(ctx.tx);

import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { lockPool, type SeatPool } from '../seats/index.ts';
import type { Standing } from './owner-rules.ts';

export interface LockedUser extends Standing {
  email: string;
  firstName: string;
  lastName: string;
  employeeId: string | null;
  department: string;
  location: string;
  jobTitle: string;
  managerEmployeeId: string | null;
  startDate: string | null;
  endDate: string | null;
  source: 'manual' | 'csv' | 'sftp' | 'folder' | 'hris' | 'scim';
  sourceId: string | null;
  joinedAt: Date | null;
  keptOutBy: string | null;
  keptOutByProvider: boolean;
}

export interface Locked {
  pool: SeatPool;
  /** Those that exist, by id. */
  users: Map<string, LockedUser>;
  /** Every Owner and Admin, those to be changed included. */
  admins: (Standing & { createdAt: Date })[];
}

const columns = sql`
  id, role, status, email, first_name as "firstName", last_name as "lastName", employee_id as "employeeId",
  department, location, job_title as "jobTitle", manager_employee_id as "managerEmployeeId",
  start_date as "startDate", end_date as "endDate", source, source_id as "sourceId",
  joined_at as "joinedAt", kept_out_by as "keptOutBy",
  kept_out_by_provider as "keptOutByProvider"`;

/** These Users and every Owner and Admin as they stand, without a lock: to say what would happen. */
export async function readStanding(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  ids: string[],
  locking: RawBuilder<unknown> = sql``,
): Promise<Pick<Locked, 'users' | 'admins'>> {
  const { rows: users } = await sql<LockedUser>`
    select ${columns} from users where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[])
    order by id ${locking}`.execute(ctx.tx);
  const { rows: admins } = await sql<Standing & { createdAt: Date }>`
    select id, role, status, created_at as "createdAt" from users
    where space_id = ${ctx.spaceId} and role <> 'member'`.execute(ctx.tx);
  return { users: new Map(users.map((user) => [user.id, user])), admins };
}

/**
 * Locks the pool, then these Users by id: the one lock order. Whoever acts is looked at again under
 * the lock, so that of two Admins who remove each other at one instant, one wins.
 * @throws DomainError `forbidden` where the actor is no Active Admin any more.
 */
export async function lockUsers(ctx: Context, ids: string[]): Promise<Locked> {
  const pool = await lockPool(ctx);
  const standing = await readStanding(ctx, ids, sql`for update`);
  const { actor } = ctx;
  const stillAdmin = standing.admins.some(({ id, status }) => id === actor.id && status === 'active');
  if (actor.kind === 'user' && !stillAdmin) {
    throw new DomainError('forbidden', 'You are no longer an Admin of this space.');
  }
  return { pool, ...standing };
}

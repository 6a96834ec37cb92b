import { sql, type RawBuilder } from 'kysely';
import { validate } from 'uuid';
import type { Context } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { readPool } from '../seats/index.ts';
import { whereConditions } from './filter-queries.ts';
import type { Condition } from './filter-rules.ts';
import type { ScimUser } from './present-rules.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;

const columns = sql`
  u.id, u.email, u.first_name as "firstName", u.last_name as "lastName", u.employee_id as "employeeId",
  u.department, u.location, u.job_title as "jobTitle", u.status, u.source,
  u.created_at as "createdAt", greatest(u.updated_at, r.updated_at) as "updatedAt", r.resource`;

/**
 * A page of the Users of a space in the order they came, which never changes: whoever is new stands
 * at the end. All of them are counted from the pool's one row where no filter asks.
 */
export async function listScimUsers(
  ctx: Reading,
  search: { conditions: Condition[]; startIndex: number; count: number },
): Promise<{ total: number; users: ScimUser[] }> {
  const { conditions, startIndex, count } = search;
  const where = whereConditions(ctx.spaceId, conditions);
  const users = count === 0 ? [] : await readPage(ctx, where, startIndex - 1, count);
  const complete = startIndex === 1 && users.length < count;
  return { users, total: complete ? users.length : await countUsers(ctx, conditions, where) };
}

async function readPage(ctx: Reading, where: RawBuilder<unknown>, offset: number, limit: number) {
  const { rows } = await sql<ScimUser>`
    select ${columns}
    from (select u.* from users u where ${where} order by u.id limit ${limit} offset ${offset}) u
    left join scim_resources r on r.space_id = ${ctx.spaceId} and r.user_id = u.id
    order by u.id`.execute(ctx.tx);
  return rows;
}

async function countUsers(
  ctx: Reading,
  conditions: Condition[],
  where: RawBuilder<unknown>,
): Promise<number> {
  if (conditions.length === 0) {
    const { taken, waiting, deactivated } = await readPool(ctx);
    return taken + waiting + deactivated;
  }
  const { rows } = await sql<{ total: number }>`select count(*) as total from users u where ${where}`.execute(
    ctx.tx,
  );
  return rows[0]?.total ?? 0;
}

/** @throws DomainError `not_found`, also where the id has no id's shape. */
export async function readScimUser(ctx: Reading, id: string): Promise<ScimUser> {
  const where = whereConditions(ctx.spaceId, [{ on: 'id', value: id }]);
  const [user] = validate(id) ? await readPage(ctx, where, 0, 1) : [];
  if (!user) throw notFound('There is no such User in this space.');
  return user;
}

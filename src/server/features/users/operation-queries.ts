import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Actor, Context } from '../../platform/command/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { pageById, type Listed, type PageQuery } from '../../platform/paging/index.ts';
import type { BulkAction, Operation, OperationRow } from './bulk-schemas.ts';
import type { UserResult } from './change-schemas.ts';
import { cell } from './cell-queries.ts';
import { whereFilter } from './filter-queries.ts';
import { iso } from './list-users.ts';
import type { UserFilter } from './schemas.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;

type Of = { ids: string[] } | { filter: UserFilter } | { operation: string };

/** The Users an operation is for, as `id` and `ord`. Whoever asked for it comes last, so that it can end. */
function chosenOf(ctx: Context, of: Of): RawBuilder<unknown> {
  if ('ids' in of) return sql`select id, ord from unnest(${of.ids}::uuid[]) with ordinality as g (id, ord)`;
  if ('operation' in of)
    return sql`select c.user_id as id, c.position as ord from operation_users c
      where c.space_id = ${ctx.spaceId} and c.operation_id = ${of.operation} and c.result->>'status' = 'done'`;
  const me = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  return sql`select u.id, row_number() over (order by u.id is not distinct from ${me}::uuid, u.sort_name, u.id) as ord
    from users u where ${whereFilter(ctx.spaceId, of.filter, ctx.now)}`;
}

/** Writes an operation with the Users it is for, settled now. @returns its id and how many they are. */
export async function insertOperation(
  ctx: Context,
  action: BulkAction,
  of: Of,
): Promise<{ id: string; total: number }> {
  const id = newId(ctx.now);
  await sql`
    insert into operations (space_id, id, kind, input, created_by, created_at)
    values (${ctx.spaceId}, ${id}, ${action.action}, ${JSON.stringify(action)}::jsonb,
      ${JSON.stringify(ctx.actor)}::jsonb, ${ctx.now})`.execute(ctx.tx);
  const chosen = chosenOf(ctx, of);
  const { rows } = await sql<{ total: number }>`
    with chosen as (
      insert into operation_users (space_id, operation_id, position, user_id)
      select ${ctx.spaceId}::uuid, ${id}::uuid, c.ord, c.id from (${chosen}) c
      returning 1
    )
    select count(*)::int as total from chosen`.execute(ctx.tx);
  const total = rows[0]?.total ?? 0;
  await sql`
    update operations set total = ${total}
    where space_id = ${ctx.spaceId} and id = ${id}`.execute(ctx.tx);
  return { id, total };
}

/** Locks an operation that is not over; undefined where there is nothing left to do. Lock the pool first. */
export async function lockOperation(ctx: Context, id: string): Promise<{ action: BulkAction } | undefined> {
  const { rows } = await sql<{ action: BulkAction }>`
    select input as action from operations
    where space_id = ${ctx.spaceId} and id = ${id} and state in ('queued', 'running') for update`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** The next Users of an operation, in their order. */
export async function nextOfOperation(
  ctx: Context,
  id: string,
  limit: number,
): Promise<{ position: number; userId: string }[]> {
  const { rows } = await sql<{ position: number; userId: string }>`
    select position, user_id as "userId" from operation_users
    where space_id = ${ctx.spaceId} and operation_id = ${id} and result is null
    order by position limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** Keeps what became of n Users, and how far the operation is. */
export async function writeProgress(
  ctx: Context,
  id: string,
  results: (UserResult & { position: number })[],
  over: boolean,
): Promise<void> {
  await sql`
    update operation_users o set result = g.result
    from unnest(
      ${results.map(({ position }) => position)}::int[],
      ${results.map(({ position: _, ...result }) => JSON.stringify(result))}::jsonb[]
    ) as g (position, result)
    where o.space_id = ${ctx.spaceId} and o.operation_id = ${id} and o.position = g.position`.execute(ctx.tx);
  await sql`
    update operations
    set done = done + ${results.length}::int, state = ${over ? 'done' : 'running'},
        finished_at = ${over ? ctx.now : null}
    where space_id = ${ctx.spaceId} and id = ${id}`.execute(ctx.tx);
}

/** Who asked for an operation; undefined where it is over or there is none. */
export async function readStarter(ctx: Reading, id: string): Promise<Actor | undefined> {
  const { rows } = await sql<{ created_by: Actor }>`
    select created_by from operations
    where space_id = ${ctx.spaceId} and id = ${id} and state in ('queued', 'running')`.execute(ctx.tx);
  return rows[0]?.created_by;
}

export async function writeFailed(ctx: Context, id: string): Promise<void> {
  await sql`
    update operations set state = 'failed', finished_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${id} and state in ('queued', 'running')`.execute(ctx.tx);
}

const about = sql`
  o.id, o.kind as action, o.state, o.total, o.done, ${iso(sql`o.created_at`)} as "createdAt",
  ${iso(sql`o.finished_at`)} as "finishedAt",
  jsonb_build_object('id', o.created_by->>'id', 'name', o.created_by->>'name') as "startedBy"`;

/** An operation as it stands, with those refused; undefined where the space has none of this id. */
export async function readOperation(ctx: Reading, id: string): Promise<Operation | undefined> {
  const { rows } = await sql<Operation>`
    select ${about}, r.refused, r.results
    from operations o cross join lateral (
      select count(*)::int as refused,
        coalesce(jsonb_agg(c.result order by c.position) filter (where c.rank <= 10000), '[]') as results
      from (
        select c.result, c.position, row_number() over (order by c.position) as rank
        from operation_users c
        where c.space_id = ${ctx.spaceId} and c.operation_id = ${id} and c.result->>'status' = 'refused'
      ) c
    ) r
    where o.space_id = ${ctx.spaceId} and o.id = ${id}`.execute(ctx.tx);
  return rows[0];
}

/** A page of operations, newest first. */
export async function listOperations(
  ctx: Reading,
  { cursor, limit }: PageQuery,
): Promise<Listed<OperationRow>> {
  const before = cursor ? sql`and o.id < ${cursor}::uuid` : sql``;
  const { rows } = await sql<OperationRow>`
    select ${about} from operations o
    where o.space_id = ${ctx.spaceId} ${before} order by o.id desc limit ${limit + 1}`.execute(ctx.tx);
  return pageById(rows, limit);
}

/**
 * What became of each User of an operation, as a query for COPY. Of those it deleted, name and
 * address come from beside the audit log, as long as they are kept there.
 */
export function operationResults(ctx: Reading, id: string): CompiledQuery {
  return sql`
    select c.user_id as "Id", ${cell(sql`coalesce(u.email, d.email)`)} as "E-mail",
      ${cell(sql`coalesce(u.first_name, d.first_name)`)} as "First name",
      ${cell(sql`coalesce(u.last_name, d.last_name)`)} as "Last name",
      coalesce(c.result->>'status', 'not yet') as "Result", c.result->>'code' as "Why"
    from operation_users c
    left join users u on u.space_id = ${ctx.spaceId} and u.id = c.user_id
    left join lateral (
      select v.detail->>'email' as email, v.detail->>'firstName' as first_name, v.detail->>'lastName' as last_name
      from audit_values v
      where v.space_id = ${ctx.spaceId} and v.subject_id = c.user_id and u.id is null and v.detail ? 'email'
      limit 1
    ) d on true
    where c.space_id = ${ctx.spaceId} and c.operation_id = ${id}
    order by c.position`.compile(ctx.tx);
}

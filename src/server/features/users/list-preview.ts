import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { testOf } from './action-rules.ts';
import type { Preview, PreviewInput } from './bulk-schemas.ts';
import { whereFilter } from './filter-queries.ts';
import { judgeTargets } from './judge-targets.ts';
import { countSeats } from './list-users.ts';
import { readStanding } from './lock-queries.ts';
import type { UserFilter } from './schemas.ts';
import { displayName } from './user-rules.ts';

const named = 3;

/** What an action over many would do: to how many, what comes free, and who of the queue gets it. */
export async function previewBulk(ctx: Context, input: PreviewInput): Promise<Preview> {
  const seats = await countSeats(ctx, {});
  const { applies, frees, keptOut, people } = input.ids
    ? await judgeIds(ctx, input, input.ids)
    : await countFilter(ctx, input);
  const gone = people.filter(({ code }) => code === undefined).map(({ id }) => id);
  const queue = frees > 0 && seats.waiting > 0 ? await readQueue(ctx, gone) : { waiting: 0, first: [] };
  const promoted = Math.min(queue.waiting, seats.available + frees);
  return { applies, frees, keptOut, promoted, next: queue.first.slice(0, promoted), seats, people };
}

type Effect = Pick<Preview, 'applies' | 'frees' | 'keptOut' | 'people'>;

const freesSeats = ({ action }: PreviewInput): boolean => action === 'deactivate' || action === 'delete';

async function countFilter(ctx: Context, input: PreviewInput): Promise<Effect> {
  const filter = input.filter ?? {};
  const { matching, unclaimed, active } = await countSeats(ctx, filter);
  if (!freesSeats(input)) return { applies: matching, frees: 0, keptOut: 0, people: [] };
  const keptOut = await countManaged(ctx, filter);
  return { applies: matching, frees: unclaimed + active, keptOut, people: [] };
}

async function countManaged(ctx: Context, filter: UserFilter): Promise<number> {
  const { rows } = await sql<{ managed: number }>`
    select count(*)::int as managed from users u
    where ${whereFilter(ctx.spaceId, filter, ctx.now)} and u.source <> 'manual'`.execute(ctx.tx);
  return rows[0]?.managed ?? 0;
}

async function judgeIds(ctx: Context, input: PreviewInput, given: string[]): Promise<Effect> {
  const ids = [...new Set(given)];
  const standing = await readStanding(ctx, ids);
  const test = testOf(input, standing.admins, ctx.actor);
  const fits = ({ status }: { status: PreviewStatus }) => input.statuses?.includes(status) ?? true;
  const { results, accepted } = judgeTargets(ids, standing, ctx.actor, {
    ...test,
    possible: (user) => fits(user) && test.possible(user),
  });
  const holding = accepted.filter(({ status }) => status === 'invited' || status === 'active').length;
  const people = results.map(({ id, code }) => {
    const user = standing.users.get(id);
    return { id, name: user ? displayName(user) : '', email: user?.email ?? '', ...(code && { code }) };
  });
  if (!freesSeats(input)) return { applies: accepted.length, frees: 0, keptOut: 0, people };
  const keptOut = accepted.filter(({ source }) => source !== 'manual').length;
  return { applies: accepted.length, frees: holding, keptOut, people };
}

type PreviewStatus = NonNullable<PreviewInput['statuses']>[number];

/** Those who may take a seat by now, first come first; without those who leave the queue by this. */
async function readQueue(
  ctx: Context,
  leaving: string[],
): Promise<{ waiting: number; first: { id: string; name: string }[] }> {
  const { rows } = await sql<{
    id: string;
    email: string;
    firstName: string;
    lastName: string;
    waiting: number;
  }>`
    select id, email, first_name as "firstName", last_name as "lastName", (count(*) over ())::int as waiting
    from users
    where space_id = ${ctx.spaceId} and status = 'waiting' and not id = any(${leaving}::uuid[])
      and (eligible_on is null or eligible_on <= (
        select (${ctx.now}::timestamptz at time zone s.time_zone)::date
        from space_settings s where s.space_id = ${ctx.spaceId}))
    order by waiting_since, waiting_order, id limit ${named}`.execute(ctx.tx);
  return {
    waiting: rows[0]?.waiting ?? 0,
    first: rows.map((user) => ({ id: user.id, name: displayName(user) })),
  };
}

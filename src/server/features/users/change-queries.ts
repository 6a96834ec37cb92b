import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';

/** Switches n Users off in one statement; whatever seat or place in the queue they had is given up. */
export async function writeDeactivated(
  ctx: Context,
  ids: string[],
  how: { reason: string | null; keepOut: 'by hand' | 'by provider' | null },
): Promise<void> {
  const byProvider = sql`${how.keepOut === 'by provider'} and source <> 'scim'`;
  const keptOut = sql`source <> 'manual' and (${how.keepOut === 'by hand'} or ${byProvider})`;
  await sql`
    update users
    set status = 'deactivated', deactivated_at = ${ctx.now}, deactivated_by = ${ctx.actor.name},
        deactivated_reason = ${how.reason},
        kept_out_by = case when ${keptOut} then ${ctx.actor.name} else kept_out_by end,
        kept_out_by_provider = source <> 'manual' and ${byProvider},
        waiting_since = null, waiting_order = null, eligible_on = null, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[])`.execute(ctx.tx);
}

/** Brings n Users back in one statement, each to the state decided for them. */
export async function writeReactivated(
  ctx: Context,
  users: { id: string; status: 'invited' | 'active' | 'waiting'; waitingOrder: number }[],
): Promise<void> {
  await sql`
    update users u
    set status = g.status, deactivated_at = null, deactivated_by = null, deactivated_reason = null, kept_out_by = null,
        kept_out_by_provider = false,
        invited_at = case when g.status = 'invited' then ${ctx.now}::timestamptz else u.invited_at end,
        waiting_since = case when g.status = 'waiting' then ${ctx.now}::timestamptz end,
        waiting_order = case when g.status = 'waiting' then g.waiting_order end,
        updated_at = ${ctx.now}
    from unnest(
      ${users.map(({ id }) => id)}::uuid[],
      ${users.map(({ status }) => status)}::text[],
      ${users.map(({ waitingOrder }) => waitingOrder)}::int[]
    ) as g (id, status, waiting_order)
    where u.space_id = ${ctx.spaceId} and u.id = g.id`.execute(ctx.tx);
}

/** Deletes n Users; their invitation and search words go with them, and their account forgets the space. */
export async function deleteRows(ctx: Context, ids: string[]): Promise<void> {
  await sql`
    delete from account_spaces where space_id = ${ctx.spaceId} and user_id = any(${ids}::uuid[])`.execute(
    ctx.tx,
  );
  await sql`
    with gone as (
      delete from users where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[])
    ), uninvited as (
      delete from invitations where space_id = ${ctx.spaceId} and user_id = any(${ids}::uuid[])
    )
    delete from user_words where space_id = ${ctx.spaceId} and user_id = any(${ids}::uuid[])`.execute(ctx.tx);
}

export async function writeRole(ctx: Context, ids: string[], role: 'admin' | 'member'): Promise<void> {
  await sql`
    update users set role = ${role}, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[])`.execute(ctx.tx);
}

/** Hands the one ownership on: two statements, since there is never a second Owner, not for an instant. */
export async function writeOwner(ctx: Context, userId: string): Promise<void> {
  await sql`
    update users set role = 'admin', updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and role = 'owner'`.execute(ctx.tx);
  await sql`
    update users set role = 'owner', updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${userId}`.execute(ctx.tx);
}

export async function clearKeptOut(ctx: Context, ids: string[]): Promise<void> {
  await sql`
    update users set kept_out_by = null, kept_out_by_provider = false, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[])`.execute(ctx.tx);
}

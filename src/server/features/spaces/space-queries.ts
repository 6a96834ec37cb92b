import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import type { Tx } from '../../platform/database/index.ts';
import type { SpaceSettings } from './schemas.ts';

export async function slugExists(tx: Tx, slug: string): Promise<boolean> {
  const { rows } = await sql`select 1 from spaces where slug = ${slug}`.execute(tx);
  return rows.length > 0;
}

/** Whether there is any space yet: first launch or not. */
export async function anySpace(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from spaces limit 1`.execute(tx);
  return rows.length > 0;
}

export async function insertSpace(tx: Tx, space: { id: string; slug: string }, now: Date): Promise<void> {
  await sql`insert into spaces (id, slug, created_at) values (${space.id}, ${space.slug}, ${now})`.execute(
    tx,
  );
}

export async function insertSettings(
  ctx: Context,
  settings: { name: string; timeZone: string },
): Promise<void> {
  await sql`
    insert into space_settings (space_id, name, time_zone, updated_at)
    values (${ctx.spaceId}, ${settings.name}, ${settings.timeZone}, ${ctx.now})`.execute(ctx.tx);
}

export async function setOwner(ctx: Context, userId: string): Promise<void> {
  await sql`update users set role = 'owner' where space_id = ${ctx.spaceId} and id = ${userId}`.execute(
    ctx.tx,
  );
}

/** The space's settings. */
export async function readSettings(ctx: Pick<Context, 'tx' | 'spaceId'>): Promise<SpaceSettings> {
  const { rows } = await sql<SpaceSettings>`
    select name, time_zone as "timeZone", low_seats_threshold as "lowSeatsThreshold",
      invitation_days as "invitationDays", reminder_days as "reminderDays", platform_url as "platformUrl"
    from space_settings where space_id = ${ctx.spaceId}`.execute(ctx.tx);
  const settings = rows[0];
  if (!settings) throw new Error('a space without settings');
  return settings;
}

export async function writeSettings(ctx: Context, settings: SpaceSettings): Promise<void> {
  await sql`
    update space_settings
    set name = ${settings.name}, time_zone = ${settings.timeZone}, low_seats_threshold = ${settings.lowSeatsThreshold},
      invitation_days = ${settings.invitationDays}, reminder_days = ${settings.reminderDays},
      platform_url = ${settings.platformUrl}, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId}`.execute(ctx.tx);
}

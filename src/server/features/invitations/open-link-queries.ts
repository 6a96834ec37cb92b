import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { OpenLinkState } from './open-link-rules.ts';
import type { OpenLinkInput } from './open-link-schemas.ts';

type Reading = Pick<Context, 'tx' | 'spaceId'>;

export interface OpenLinkRow extends OpenLinkState {
  id: string;
  generation: number;
  endsOn: string | null;
  emailDomains: string[];
  createdBy: string;
  createdAt: Date;
}

// Its last day ends at midnight in the space's zone: ends_at is the first instant after it.
const columns = sql`
  l.id, l.generation, l.active, l.ends_at as "endsAt", l.claim_limit as "claimLimit", l.claims,
  l.email_domains as "emailDomains", l.created_by as "createdBy", l.created_at as "createdAt",
  to_char((l.ends_at - interval '1 second') at time zone s.time_zone, 'YYYY-MM-DD') as "endsOn"`;

const endOf = (ctx: Reading, endsOn: string | null) => sql`
  (select ((${endsOn}::date + 1)::timestamp at time zone time_zone) from space_settings where space_id = ${ctx.spaceId})`;

/** The space's open link, where one is switched on. */
export async function findOpenLink(ctx: Reading): Promise<OpenLinkRow | undefined> {
  const { rows } = await sql<OpenLinkRow>`
    select ${columns} from open_links l join space_settings s on s.space_id = ${ctx.spaceId}
    where l.space_id = ${ctx.spaceId} and l.active`.execute(ctx.tx);
  return rows[0];
}

/** An open link by its id, in whatever state. */
export async function readOpenLink(ctx: Reading, id: string): Promise<OpenLinkRow | undefined> {
  const { rows } = await sql<OpenLinkRow>`
    select ${columns} from open_links l join space_settings s on s.space_id = ${ctx.spaceId}
    where l.space_id = ${ctx.spaceId} and l.id = ${id}`.execute(ctx.tx);
  return rows[0];
}

/** Switches the link off that is on. @returns its id; undefined where none was. */
export async function closeOpenLink(ctx: Context): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update open_links set active = false, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and active returning id`.execute(ctx.tx);
  return rows[0]?.id;
}

export async function insertOpenLink(ctx: Context, link: OpenLinkInput): Promise<string> {
  const id = newId(ctx.now);
  await sql`
    insert into open_links (space_id, id, ends_at, claim_limit, email_domains, created_by, created_at, updated_at)
    values (${ctx.spaceId}, ${id}, ${endOf(ctx, link.endsOn)}, ${link.claimLimit}, ${link.emailDomains}::text[],
      ${ctx.actor.name}, ${ctx.now}, ${ctx.now})`.execute(ctx.tx);
  return id;
}

export async function updateOpenLink(ctx: Context, id: string, link: OpenLinkInput): Promise<void> {
  await sql`
    update open_links set ends_at = ${endOf(ctx, link.endsOn)}, claim_limit = ${link.claimLimit},
      email_domains = ${link.emailDomains}::text[], updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${id}`.execute(ctx.tx);
}

/** Counts one who joined. Call it with the pool locked, the limit looked at. */
export async function countJoined(ctx: Context, id: string): Promise<void> {
  await sql`
    update open_links set claims = claims + 1, updated_at = ${ctx.now}
    where space_id = ${ctx.spaceId} and id = ${id}`.execute(ctx.tx);
}

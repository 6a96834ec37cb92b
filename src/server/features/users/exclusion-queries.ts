import { sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { emailKey } from './user-rules.ts';

interface Person {
  email: string;
  employeeId: string | null;
}

/** Keyed hashes of employee id and e-mail: enough to know a person again, and no more. */
function hashesOf(ctx: Pick<Context, 'secrets' | 'spaceId'>, { email, employeeId }: Person): Buffer[] {
  const sign = (what: string) => ctx.secrets.sign('excluded person', `${ctx.spaceId}/${what}`);
  const byEmail = sign(`email/${emailKey(email)}`);
  return employeeId ? [byEmail, sign(`employee id/${employeeId}`)] : [byEmail];
}

/** Remembers n people whom no feed is to bring back, in one statement. */
export async function excludePeople(ctx: Context, people: Person[]): Promise<void> {
  if (people.length === 0) return;
  await sql`
    insert into excluded_people (space_id, hash, excluded_by, excluded_at)
    select ${ctx.spaceId}::uuid, hash, ${ctx.actor.name}, ${ctx.now}::timestamptz
    from unnest(${people.flatMap((person) => hashesOf(ctx, person))}::bytea[]) as h (hash)
    on conflict do nothing`.execute(ctx.tx);
}

/**
 * Reads whom no feed is to bring back.
 * @returns tells of a person whether they are excluded, by employee id or e-mail; costs nothing where nobody is.
 */
export async function readExclusions(ctx: Context): Promise<(person: Person) => boolean> {
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from excluded_people where space_id = ${ctx.spaceId}`.execute(ctx.tx);
  if (rows.length === 0) return () => false;
  const known = new Set(rows.map(({ hash }) => hash.toString('base64')));
  return (person) => hashesOf(ctx, person).some((hash) => known.has(hash.toString('base64')));
}

/** Forgets that these people are excluded. @returns how many hashes went. */
export async function forgetExclusions(ctx: Context, people: Person[]): Promise<number> {
  const { rows } = await sql`
    delete from excluded_people
    where space_id = ${ctx.spaceId} and hash = any(${people.flatMap((person) => hashesOf(ctx, person))}::bytea[])
    returning 1`.execute(ctx.tx);
  return rows.length;
}

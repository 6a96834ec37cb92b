import { sql } from 'kysely';
import { z } from 'zod';
import { recordStatus } from '../../src/server/features/seats/index.ts';
import {
  actingAs,
  command,
  execute,
  system,
  type Actor,
  type Caller,
} from '../../src/server/platform/command/index.ts';
import type { TestApp, TestSpace } from './test-app.ts';

const activate = command({
  name: 'activate_users',
  permission: 'claim',
  input: z.object({ ids: z.array(z.uuid()) }),
  async run(ctx, { ids }) {
    await recordStatus(ctx, { invited: -ids.length, active: ids.length }, 'claimed');
    await sql`
      update users set status = 'active', joined_at = ${ctx.now}, last_activity_at = ${ctx.now},
        account_id = 'account of ' || id::text
      where space_id = ${ctx.spaceId} and id = any(${ids}::uuid[]) and status = 'invited'`.execute(ctx.tx);
    return { result: {}, audit: [] };
  },
});

/** Makes Invited Users Active, as a claim does, without signing anybody in. */
export const activateUsers = (app: TestApp, space: TestSpace, ids: string[]): Promise<object> =>
  execute(app.platform, { spaceId: space.id, caller: actingAs(system) }, activate, { ids });

/** Invites people by the API. @returns their ids, in the order given. */
export async function inviteUsers(
  space: TestSpace,
  users: (string | Record<string, unknown>)[],
  whenFull = 'refuse',
): Promise<string[]> {
  const rows = users.map((user) => (typeof user === 'string' ? { email: user } : user));
  const { status, body } = await space.api('POST', '/users', { users: rows, whenFull });
  if (status !== 200) throw new Error(`inviting answered ${status}: ${JSON.stringify(body)}`);
  return (body as { results: { userId: string }[] }).results.map(({ userId }) => userId);
}

/** A signed-in person of the space, as the application sees them. */
export const asUser = (
  id: string,
  role: 'owner' | 'admin' | 'member' = 'admin',
  name = 'Grace Hopper',
): Caller => {
  const actor: Actor = { kind: 'user', id, accountId: `account of ${id}`, role, name };
  return actingAs(actor);
};

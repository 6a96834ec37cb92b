import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { aboutUser, refusal } from './change-schemas.ts';
import { writeOwner } from './change-queries.ts';
import { lockUsers } from './lock-queries.ts';

/**
 * Hands the ownership to an Active Admin; the Owner stays an Admin.
 * @throws DomainError `not_found`, or `invalid_state` where the heir is no Active Admin.
 */
export const handOver = command({
  name: 'hand_over',
  permission: 'hand_over',
  input: z.object({ id: z.uuid() }),
  async run(ctx, { id }) {
    const { users, admins } = await lockUsers(ctx, [id]);
    const heir = users.get(id);
    if (!heir) throw refusal('not_found');
    if (heir.role !== 'admin' || heir.status !== 'active') throw refusal('invalid_state');
    // The role may have been handed on while this waited for its lock.
    if (
      ctx.actor.kind === 'user' &&
      !admins.some((admin) => admin.id === ctx.actor.id && admin.role === 'owner')
    ) {
      throw refusal('owner_protected');
    }
    await writeOwner(ctx, id);
    return {
      result: {},
      audit: [aboutUser('user.became_owner', id, undefined, { detail: { succession: false } })],
    };
  },
});

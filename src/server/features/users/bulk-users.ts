import { command, type Context, type Outcome } from '../../platform/command/index.ts';
import { BulkNow, type BulkAction } from './bulk-schemas.ts';
import type { ChangeResult } from './change-schemas.ts';
import { deactivateUsers } from './deactivate-users.ts';
import { deleteUsers } from './delete-users.ts';
import { reactivateUsers } from './reactivate-users.ts';
import { resendInvitations } from './resend-invitations.ts';
import { setRole } from './set-role.ts';

/** Does one action to these Users, as a part of the transaction that is open. */
export function applyAction(ctx: Context, action: BulkAction, ids: string[]): Promise<ChangeResult> {
  switch (action.action) {
    case 'resend':
      return resendInvitations.within(ctx, { ids });
    case 'deactivate':
      return deactivateUsers.within(ctx, { ids, reason: action.reason });
    case 'reactivate':
      return reactivateUsers.within(ctx, { ids, whenFull: action.whenFull });
    case 'delete':
      return deleteUsers.within(ctx, { ids });
    case 'set_role':
      return setRole.within(ctx, { ids, role: action.role ?? 'member' });
  }
}

/** One action over up to 1,000 Users at once. @throws what the action throws (`seats_exhausted`). */
export const bulkUsers = command({
  name: 'bulk_users',
  permission: 'manage_users',
  input: BulkNow,
  async run(ctx, { ids, ...action }): Promise<Outcome<ChangeResult>> {
    return { result: await applyAction(ctx, action, ids), audit: [] };
  },
});

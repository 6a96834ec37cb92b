import type { Actor } from '../../platform/command/index.ts';
import type { BulkAction } from './bulk-schemas.ts';
import type { Test } from './judge-targets.ts';
import { isKeptFrom, judgePromotions, type Standing } from './owner-rules.ts';

/** Whom an action can be done to: the commands judge by it, and so does what is said before. */
export function testOf(
  { action, role }: Pick<BulkAction, 'action' | 'role'>,
  admins: Standing[],
  actor: Actor,
): Test {
  switch (action) {
    case 'resend':
      return { possible: (user) => user.status === 'invited' };
    case 'deactivate':
      return { possible: (user) => user.status !== 'deactivated', removes: true };
    case 'delete':
      return { possible: () => true, removes: true };
    case 'reactivate':
      return {
        possible: (user) => user.status === 'deactivated',
        refuses: (user) => (isKeptFrom(actor, user) ? 'kept_out' : undefined),
      };
    case 'set_role': {
      const owner = admins.filter((admin) => admin.role === 'owner');
      const stepsDown = role === 'admin' ? judgePromotions(owner, admins, actor)[0] : undefined;
      return {
        possible: () => true,
        removes: role === 'member',
        refuses: (user) => (user.role === 'owner' ? stepsDown : undefined),
      };
    }
  }
}

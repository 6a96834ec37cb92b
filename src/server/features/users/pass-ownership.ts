import type { AuditEntry, Context } from '../../platform/command/index.ts';
import { writeOwner } from './change-queries.ts';
import { aboutUser, type Trace } from './change-schemas.ts';
import type { Locked } from './lock-queries.ts';
import { successor } from './owner-rules.ts';

/**
 * Where the Owner is among those who go, makes the earliest-created Active Admin the Owner at once.
 * Call it before the Users' rows are written. @returns the audit row of it, if there is one.
 */
export async function passOwnership(
  ctx: Context,
  { admins }: Pick<Locked, 'admins'>,
  gone: ReadonlySet<string>,
  trace?: Trace,
): Promise<AuditEntry[]> {
  if (!admins.some(({ id, role }) => role === 'owner' && gone.has(id))) return [];
  const heir = successor(admins, gone);
  if (!heir) throw new Error('the Owner may not go before there is a successor');
  await writeOwner(ctx, heir.id);
  return [aboutUser('user.became_owner', heir.id, trace, { detail: { succession: true } })];
}

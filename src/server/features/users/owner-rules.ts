import type { Actor } from '../../platform/command/index.ts';
import type { ErrorCode } from '../../platform/errors/index.ts';

export interface Standing {
  id: string;
  role: 'owner' | 'admin' | 'member';
  status: 'invited' | 'active' | 'waiting' | 'deactivated';
}

export type Protection = Extract<ErrorCode, 'last_admin' | 'owner_protected' | 'forbidden'>;

const isActiveAdmin = ({ role, status }: Standing): boolean => role !== 'member' && status === 'active';

/** Whether this actor may take the Owner's place in the space from them. */
function mayUnseatOwner(actor: Actor, owner: Standing): boolean {
  if (actor.kind === 'user') return actor.id === owner.id;
  return (
    actor.kind === 'operator' ||
    actor.kind === 'scim' ||
    (actor.kind === 'apiKey' && actor.role === 'operator')
  );
}

/**
 * Judges deactivations, deletions and demotions to Member in the order given; undefined: go ahead.
 * The last Active Admin stays, and before anyone is Active so does the unclaimed Owner.
 * @param admins every Owner and Admin of the space as they stand now.
 */
export function judgeRemovals(
  targets: Standing[],
  admins: Standing[],
  actor: Actor,
): (Protection | undefined)[] {
  let remaining = admins.filter(isActiveAdmin).length;
  return targets.map((target) => {
    if (target.role === 'member') return undefined;
    // Who leaves the employee data is never switched off by it where they are an Admin: a person decides.
    if (actor.kind === 'employeeSync') return 'forbidden';
    const counts = isActiveAdmin(target);
    if (counts && remaining === 1) return 'last_admin';
    if (target.role === 'owner' && remaining === 0) return 'last_admin';
    if (target.role === 'owner' && !mayUnseatOwner(actor, target)) return 'owner_protected';
    if (counts) remaining -= 1;
    return undefined;
  });
}

/** Judges a change to Admin: a promotion for everybody but the Owner, who steps down and needs a successor. */
export function judgePromotions(
  targets: Standing[],
  admins: Standing[],
  actor: Actor,
): (Protection | undefined)[] {
  return targets.map((target) => {
    if (target.role !== 'owner') return undefined;
    if (!admins.some((admin) => admin.id !== target.id && isActiveAdmin(admin))) return 'last_admin';
    return mayUnseatOwner(actor, target) ? undefined : 'owner_protected';
  });
}

/** Who is Owner once these have gone: the earliest-created Active Admin. */
export function successor<T extends Standing & { createdAt: Date }>(
  admins: T[],
  gone: ReadonlySet<string>,
): T | undefined {
  const candidates = admins.filter((admin) => isActiveAdmin(admin) && !gone.has(admin.id));
  return candidates.sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  )[0];
}

/** Whether a person did this, rather than a feed: what a person did by hand, no feed undoes. */
export const isByHand = (actor: Actor): boolean =>
  actor.kind === 'user' || actor.kind === 'apiKey' || actor.kind === 'operator';

/** How this actor keeps out of a feed whom they deactivate; null: the feed itself, which may bring them back. */
export const keepsOut = (actor: Actor): 'by hand' | 'by provider' | null =>
  isByHand(actor) ? 'by hand' : actor.kind === 'scim' ? 'by provider' : null;

/** Whether somebody is kept out whom this actor may not bring back. */
export const isKeptFrom = (
  actor: Actor,
  { keptOutBy, keptOutByProvider }: { keptOutBy: string | null; keptOutByProvider: boolean },
): boolean => keptOutBy !== null && !isByHand(actor) && !(keptOutByProvider && actor.kind === 'scim');

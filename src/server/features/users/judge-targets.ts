import type { Actor } from '../../platform/command/index.ts';
import type { RefusalCode, UserResult } from './change-schemas.ts';
import type { Locked, LockedUser } from './lock-queries.ts';
import { judgeRemovals } from './owner-rules.ts';

export interface Test {
  /** Whether the change makes sense for a User as they stand. */
  possible(user: LockedUser): boolean;
  /** True where the change takes an Admin away, so that the Owner's and last Admin's protection holds. */
  removes?: boolean;
  /** A refusal of this change's own. */
  refuses?(user: LockedUser): RefusalCode | undefined;
}

/** Settles in the order given which Users a change is for; results stand in that order too. */
export function judgeTargets(
  ids: string[],
  locked: Pick<Locked, 'users' | 'admins'>,
  actor: Actor,
  test: Test,
): { results: UserResult[]; accepted: LockedUser[] } {
  const candidates = ids.flatMap((id) => {
    const user = locked.users.get(id);
    return user && test.possible(user) && !test.refuses?.(user) ? [user] : [];
  });
  const protections = test.removes ? judgeRemovals(candidates, locked.admins, actor) : [];
  const protectedBy = new Map(candidates.map((user, i) => [user.id, protections[i]]));
  const accepted: LockedUser[] = [];
  const results = ids.map((id): UserResult => {
    const user = locked.users.get(id);
    if (!user) return { id, status: 'refused', code: 'not_found' };
    const code = test.refuses?.(user) ?? (test.possible(user) ? protectedBy.get(id) : 'invalid_state');
    if (code) return { id, status: 'refused', code };
    accepted.push(user);
    return { id, status: 'done' };
  });
  return { results, accepted };
}

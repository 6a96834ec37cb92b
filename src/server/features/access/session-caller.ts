import type { Caller } from '../../platform/command/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { displayName } from '../users/index.ts';
import { findMembership, touchUser } from './session-queries.ts';

const fiveMinutes = 5 * 60 * 1000;

/**
 * The person behind a session. Who they are in a space, and that the session has not ended, is read in
 * the transaction of each request: what a deactivated User or a session signed out asks next is refused.
 */
export function sessionCaller(
  database: Database,
  { accountId, sessionId }: { accountId: string; sessionId: string },
): Caller {
  return {
    key: `account:${accountId}`,
    async identify(tx, spaceId, now) {
      const user = await findMembership(tx, spaceId, accountId, sessionId);
      if (!user) return undefined;
      noteActivity(database, spaceId, user, now);
      return { kind: 'user', id: user.userId, accountId, role: user.role, name: displayName(user) };
    },
  };
}

/** "Last active" is written beside the request, not in its transaction, at most every five minutes. */
function noteActivity(
  database: Database,
  spaceId: string,
  user: { userId: string; lastActivityAt: Date | null },
  now: Date,
): void {
  const before = new Date(now.getTime() - fiveMinutes);
  if (user.lastActivityAt && user.lastActivityAt >= before) return;
  // A missed note is made by the next request; it is no reason to fail this one.
  touchUser(database, spaceId, user.userId, now, before).catch(() => undefined);
}

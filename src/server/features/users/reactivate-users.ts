import { z } from 'zod';
import { command, type Outcome } from '../../platform/command/index.ts';
import { available, recordStatus, seatsExhausted, takeSeats } from '../seats/index.ts';
import { testOf } from './action-rules.ts';
import { writeReactivated } from './change-queries.ts';
import { aboutUser, Change, orThrow, type ChangeResult, type UserResult } from './change-schemas.ts';
import { judgeTargets } from './judge-targets.ts';
import { countSeats } from './list-users.ts';
import { lockUsers, type LockedUser } from './lock-queries.ts';

export const WhenFull = z.enum(['refuse', 'fill', 'wait']).default('refuse');

export const ReactivateUsersInput = Change.extend({ whenFull: WhenFull });

interface Return {
  id: string;
  status: 'invited' | 'active' | 'waiting';
  waitingOrder: number;
}

/**
 * Brings deactivated Users back: those who had claimed are Active, the others Invited with a fresh
 * link. A door like any other: each needs a seat, in the order given, or waits where that is asked.
 * @throws DomainError `seats_exhausted` where `whenFull` is refuse and there are too few; nothing is done then.
 * @returns a result for each id: refused with `not_found`, `invalid_state`, `seats_exhausted` (fill),
 *   or `kept_out` where no person asks.
 */
export const reactivateUsers = command({
  name: 'reactivate_users',
  permission: 'manage_users',
  input: ReactivateUsersInput,
  async run(ctx, { ids, whenFull, orNothing, trace }): Promise<Outcome<ChangeResult>> {
    const locked = await lockUsers(ctx, ids);
    const test = testOf({ action: 'reactivate' }, locked.admins, ctx.actor);
    const judged = judgeTargets(ids, locked, ctx.actor, test);
    orThrow(judged.results, orNothing);
    const free = available(locked.pool);
    const needed = judged.accepted.length;
    if (whenFull === 'refuse' && needed > free) throw seatsExhausted(free, needed);
    const returning = allot(judged.accepted, free, whenFull === 'wait');
    const count = (status: Return['status']) => returning.filter((user) => user.status === status).length;
    const [invited, active, waiting] = [count('invited'), count('active'), count('waiting')];

    if (invited + active > 0) {
      await takeSeats(ctx, { invited, active, deactivated: -(invited + active) }, 'reactivated');
    }
    if (waiting > 0) await recordStatus(ctx, { waiting, deactivated: -waiting }, 'waiting_joined');
    if (returning.length > 0) await writeReactivated(ctx, returning);
    const links = returning.filter(({ status }) => status === 'invited').map(({ id }) => id);
    if (links.length > 0) await ctx.emit({ type: 'invitations_due', userIds: links });

    const becomes = new Map(returning.map(({ id, status }) => [id, status]));
    const results = judged.results.map((result): UserResult => {
      if (result.status === 'refused') return result;
      const status = becomes.get(result.id);
      if (!status) return { id: result.id, status: 'refused', code: 'seats_exhausted' };
      return { ...result, becomes: status };
    });
    const audit = returning.map(({ id, status }) =>
      aboutUser('user.reactivated', id, trace, { detail: { becomes: status } }),
    );
    return { result: { results, seats: await countSeats(ctx, {}) }, audit };
  },
});

/** Seats in the order given; the others wait, or are left out. */
function allot(users: LockedUser[], free: number, wait: boolean): Return[] {
  const seated = users.slice(0, free).map((user) => ({
    id: user.id,
    status: user.joinedAt === null ? ('invited' as const) : ('active' as const),
    waitingOrder: 0,
  }));
  if (!wait) return seated;
  const waiting = inQueueOrder(users.slice(free)).map((user, rank) => ({
    id: user.id,
    status: 'waiting' as const,
    waitingOrder: rank,
  }));
  return [...seated, ...waiting];
}

/** Within one call: start date, then employee id, then the order given. */
const inQueueOrder = (users: LockedUser[]): LockedUser[] =>
  [...users].sort((a, b) => compare(a.startDate, b.startDate) || compare(a.employeeId, b.employeeId));

const compare = (a: string | null, b: string | null): number =>
  (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;

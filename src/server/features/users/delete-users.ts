import { z } from 'zod';
import { command, type Outcome } from '../../platform/command/index.ts';
import { countByStatus, recordStatus, releaseSeats } from '../seats/index.ts';
import { testOf } from './action-rules.ts';
import { deleteRows } from './change-queries.ts';
import { aboutUser, Change, orThrow, type ChangeResult } from './change-schemas.ts';
import { excludePeople } from './exclusion-queries.ts';
import { judgeTargets } from './judge-targets.ts';
import { countSeats } from './list-users.ts';
import { lockUsers } from './lock-queries.ts';
import { isByHand } from './owner-rules.ts';
import { passOwnership } from './pass-ownership.ts';

export const DeleteUsersInput = Change.extend({
  /** Whether managed Users are remembered as excluded; unless said, exactly when a person deletes them. */
  exclude: z.boolean().optional(),
});

/**
 * Deletes Users for good; the seats they held are free and go to those who wait. Managed Users who
 * are deleted by hand are remembered as excluded, so that the feed does not bring them back.
 * @returns a result for each id: refused with `not_found`, `last_admin` or `owner_protected`.
 */
export const deleteUsers = command({
  name: 'delete_users',
  permission: 'manage_users',
  input: DeleteUsersInput,
  async run(ctx, { ids, exclude, orNothing, trace }): Promise<Outcome<ChangeResult>> {
    const locked = await lockUsers(ctx, ids);
    const { results, accepted } = judgeTargets(
      ids,
      locked,
      ctx.actor,
      testOf({ action: 'delete' }, locked.admins, ctx.actor),
    );
    orThrow(results, orNothing);
    if (accepted.length === 0) return { result: { results, seats: await countSeats(ctx, {}) }, audit: [] };

    const gone = accepted.map(({ id }) => id);
    const succession = await passOwnership(ctx, locked, new Set(gone));
    const managed = accepted.filter(({ source }) => source !== 'manual');
    const excluded = (exclude ?? isByHand(ctx.actor)) ? managed : [];
    await excludePeople(ctx, excluded);
    await deleteRows(ctx, gone);
    const deltas = countByStatus(
      accepted.map(({ status }) => status),
      -1,
    );
    const holdsSeat = accepted.some(({ status }) => status === 'invited' || status === 'active');
    if (holdsSeat) await releaseSeats(ctx, deltas, 'deleted');
    else await recordStatus(ctx, deltas, 'deleted');
    const excludedIds = new Set(excluded.map(({ id }) => id));
    const audit = accepted.map(({ id, status, email, firstName, lastName, employeeId }) =>
      aboutUser('user.deleted', id, trace, {
        detail: { was: status, ...(excludedIds.has(id) && { excluded: true }) },
        values: { email, firstName, lastName, ...(employeeId !== null && { employeeId }) },
      }),
    );
    return { result: { results, seats: await countSeats(ctx, {}) }, audit: [...audit, ...succession] };
  },
});

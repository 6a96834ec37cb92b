import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { clearKeptOut } from './change-queries.ts';
import { aboutUser, Change, orThrow, type UserResult } from './change-schemas.ts';
import { forgetExclusionOf, forgetExclusions } from './exclusion-queries.ts';
import { judgeTargets } from './judge-targets.ts';
import { lockUsers } from './lock-queries.ts';

/** Lets the feed bring deactivated managed Users back; they stay as they are until it lists them. */
export const liftKeepOut = command({
  name: 'lift_keep_out',
  permission: 'manage_users',
  input: Change,
  async run(
    ctx,
    { ids, orNothing, trace },
  ): Promise<{ result: { results: UserResult[] }; audit: ReturnType<typeof aboutUser>[] }> {
    const locked = await lockUsers(ctx, ids);
    const { results, accepted } = judgeTargets(ids, locked, ctx.actor, {
      possible: (user) => user.keptOutBy !== null,
    });
    orThrow(results, orNothing);
    const lifted = accepted.map(({ id }) => id);
    if (lifted.length > 0) await clearKeptOut(ctx, lifted);
    return { result: { results }, audit: lifted.map((id) => aboutUser('user.keep_out_lifted', id, trace)) };
  },
});

/** Lets the feed bring back people who were deleted and excluded; told by e-mail, employee id or both. */
export const liftExclusions = command({
  name: 'lift_exclusions',
  permission: 'manage_users',
  input: z.object({
    people: z
      .array(z.object({ email: z.string().max(320), employeeId: z.string().max(100).nullable() }))
      .min(1)
      .max(1000),
  }),
  async run(ctx, { people }) {
    const lifted = await forgetExclusions(ctx, people);
    return {
      result: { lifted },
      audit:
        lifted > 0 ? [{ action: 'exclusions.lifted', subject: 'space', detail: { hashes: lifted } }] : [],
    };
  },
});

/** Lets the feed bring back the person who was this User. @throws DomainError `not_found`. */
export const liftExclusion = command({
  name: 'lift_exclusion',
  permission: 'manage_users',
  input: z.object({ userId: z.uuid() }),
  async run(ctx, { userId }) {
    const lifted = await forgetExclusionOf(ctx, userId);
    if (lifted === 0) throw notFound('Nobody who was this User is excluded.');
    return { result: { lifted }, audit: [aboutUser('user.exclusion_lifted', userId, undefined)] };
  },
});

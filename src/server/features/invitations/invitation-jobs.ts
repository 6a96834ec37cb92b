import { z } from 'zod';
import { actingAs, command, execute, query, system, type Platform } from '../../platform/command/index.ts';
import { inSpace, listSpaceIds } from '../../platform/database/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import { lockPool, promote } from '../seats/index.ts';
import { readDuties, takeDueReminders } from './invitation-queries.ts';
import { issueInvitations } from './issue-invitations.ts';
import { deleteOldRequests } from './join-queries.ts';

const atOnce = 1000;

/** Reminds, once each, those whose invitation has lain unclaimed for the days the space has set. @returns how many. */
export const remindUnclaimed = command({
  name: 'remind_unclaimed',
  permission: 'work',
  input: z.object({}),
  async run(ctx) {
    const ids = await takeDueReminders(ctx, atOnce);
    await issueInvitations(ctx, ids, { reminder: true });
    return {
      result: ids.length,
      audit: ids.map((subjectId) => ({ action: 'invitation.reminded', subject: 'user' as const, subjectId })),
    };
  },
});

/** Gives free seats to those who wait and whose day has come. */
const inviteStarters = command({
  name: 'invite_starters',
  permission: 'work',
  input: z.object({}),
  async run(ctx) {
    await promote(ctx, await lockPool(ctx));
    return { result: undefined, audit: [] };
  },
});

/** Forgets addresses that asked by an open link, once they can be of no use. */
const forgetRequests = command({
  name: 'forget_join_requests',
  permission: 'work',
  input: z.object({}),
  async run(ctx) {
    const count = await deleteOldRequests(ctx);
    const audit = [{ action: 'open_link.requests_forgotten', subject: 'space' as const, detail: { count } }];
    return { result: undefined, audit: count > 0 ? audit : [] };
  },
});

/** Invites starters whose day has come and reminds who forgot, space by space. */
export function invitationJobs(platform: () => Platform): JobDefinition[] {
  return [
    { name: 'sweep_invitations', schedule: '*/5 * * * *', run: () => queueForEachSpace(platform()) },
    {
      name: 'tend_invitations',
      batchSize: 100,
      run: ({ spaceId }) => tendInvitations(platform(), String(spaceId)),
    },
  ];
}

async function queueForEachSpace(platform: Platform): Promise<void> {
  for (const spaceId of await listSpaceIds(platform.database)) {
    await inSpace(platform.database, spaceId, (tx) =>
      platform.enqueue(tx, { name: 'tend_invitations', data: { spaceId } }),
    );
  }
}

/** One space's turn: reads first, so that a space with nothing to do is not locked. */
export async function tendInvitations(platform: Platform, spaceId: string): Promise<void> {
  const request = { spaceId, caller: actingAs(system) };
  const duties = await query(platform, { ...request, permission: 'work' }, readDuties);
  if (duties.requests) await execute(platform, request, forgetRequests, {});
  if (duties.starters) await execute(platform, request, inviteStarters, {});
  while ((await execute(platform, request, remindUnclaimed, {})) === atOnce);
}

import { actingAs, query, type Caller, type Platform } from '../../platform/command/index.ts';
import { operator } from '../../platform/command/index.ts';
import { deliverMails, type DeliveryDeps } from '../outbox/index.ts';
import { listUsers, type User } from '../users/index.ts';
import { createDemoMailer } from './demo-mailer.ts';

const day = 24 * 3600_000;

/** Where the demo happens: the real commands on a clock that is stepped from a year ago to now. */
export interface DemoWorld {
  platform: Platform;
  spaceId: string;
  /** Moves on to an hour of the day (UTC) so many days ago, never back and never beyond now. */
  stepTo(daysAgo: number, hours?: number): void;
  at(caller: Caller): { spaceId: string; caller: Caller };
  /** Sends what is queued, as the worker would. */
  deliver(): Promise<void>;
  /** Everybody as they stand, by address. */
  users(): Promise<Map<string, User>>;
}

/** @param refused addresses that the mail server of the demo does not know. */
export function createWorld(deps: DeliveryDeps, refused: Set<string>): DemoWorld {
  const end = deps.platform.clock.now().getTime();
  const today = Math.floor(end / day) * day;
  let now = new Date(0);
  const platform: Platform = {
    ...deps.platform,
    clock: { now: () => now },
    // What would be worked on later happens here, at its own time; a worker would do it now. The paper of
    // invoices can wait for one.
    enqueue: async (tx, job) => {
      if (job.name === 'render_invoice') await deps.platform.enqueue(tx, job);
    },
  };
  const mailer = createDemoMailer(refused);
  const world: DemoWorld = {
    platform,
    spaceId: '',
    stepTo(daysAgo, hours = 0) {
      const wanted = Math.min(today - daysAgo * day + hours * 3600_000, end);
      now = new Date(Math.max(now.getTime() + 1000, wanted));
    },
    at: (caller) => ({ spaceId: world.spaceId, caller }),
    async deliver() {
      await deliverMails({ ...deps, platform, mailer }, world.spaceId);
    },
    async users() {
      const found = new Map<string, User>();
      const request = { ...world.at(actingAs(operator)), permission: 'read_users' as const };
      for (const status of ['invited,active,waiting', 'deactivated']) {
        const { items } = await query(platform, request, (ctx) =>
          listUsers(ctx, { status, sort: 'name', limit: 1000 }),
        );
        for (const user of items) found.set(user.email, user);
      }
      return found;
    },
  };
  return world;
}

import { hashPassword } from 'better-auth/crypto';
import { v7 } from 'uuid';
import { actingAs, execute, type Caller } from '../../platform/command/index.ts';
import { randomSecret } from '../../platform/secrets/index.ts';
import { claimInvitation, openInvitation, touchUser } from '../access/index.ts';
import type { User } from '../users/index.ts';
import type { DemoWorld } from './demo-world.ts';

const hour = 3600_000;

/** What the people of the demo do by themselves: open a link, claim, come back now and then. */
export interface DemoPeople {
  /** Claims for so many of these as the share says (in per cent), hour by hour from now on. */
  claim(emails: string[], share: number): Promise<void>;
  open(emails: string[]): Promise<void>;
  /** The last time each Active User was here. */
  comeAndGo(): Promise<void>;
}

export async function createDemoPeople(world: DemoWorld): Promise<DemoPeople> {
  // One hash of a password that nobody knows: their accounts are there, and nobody signs in with them.
  const passwordHash = await hashPassword(randomSecret());
  const invitee = (user: User) => world.at(actingAs({ kind: 'invitee', id: user.id, name: 'Invitee' }));
  const unclaimed = async (emails: string[]) => {
    const users = await world.users();
    return emails.flatMap((email) => {
      const user = users.get(email);
      return user?.status === 'invited' && user.invitation?.state !== 'refused' ? [user] : [];
    });
  };
  return {
    async claim(emails, share) {
      const users = await unclaimed(emails);
      const claiming = users.filter((_, i) => ((i * 37) % 100) + 1 <= share);
      for (const user of claiming) {
        const account = { id: v7(), made: { email: user.email.toLowerCase(), passwordHash } };
        await execute(world.platform, invitee(user), claimInvitation, {
          userId: user.id,
          generation: 1,
          account,
        });
      }
    },
    async open(emails) {
      for (const user of await unclaimed(emails))
        await execute(world.platform, invitee(user), openInvitation, { userId: user.id, generation: 1 });
    },
    async comeAndGo() {
      const now = world.platform.clock.now();
      const active = [...(await world.users()).values()].filter(({ status }) => status === 'active');
      for (const [i, user] of active.entries()) {
        const joined = Date.parse(user.joinedAt ?? '');
        // Most were here lately, some have not come for months: by turns, never before they joined.
        const ago = [2, 5, 20, 30, 50, 75, 130, 200, 500, 900, 1500, 2600, 3400][i % 13] ?? 2;
        const at = new Date(Math.max(now.getTime() - (ago + (i % 5)) * hour, joined + hour));
        if (at < now) await touchUser(world.platform.database, world.spaceId, user.id, at, at);
      }
    },
  };
}

/** Somebody of the demo who acts as an Admin. */
export const adminOf = (user: User): Caller => {
  const name = `${user.firstName} ${user.lastName}`.trim();
  const role = user.role === 'owner' ? 'owner' : 'admin';
  return actingAs({ kind: 'user', id: user.id, accountId: `account of ${user.id}`, role, name });
};

import { hashPassword } from 'better-auth/crypto';
import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { actingAs, execute, operator, type Caller } from '../../platform/command/index.ts';
import { findSpaceId } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { claimInvitation } from '../access/index.ts';
import type { DeliveryDeps } from '../outbox/index.ts';
import { createSpace } from '../spaces/index.ts';
import { began, owner, refusedAddresses, tellStory } from './demo-story.ts';
import { createWorld } from './demo-world.ts';

export interface Demo {
  space: { id: string; slug: string; name: string };
  accountId: string;
  email: string;
  /** Of the Owner, made for this demo; kept nowhere else. */
  password: string;
}

const slug = 'demo';

/**
 * Makes the space Demo and a year of its life, by the same commands as ever on a clock of its own.
 * @param caller makes the space; the operator unless given.
 * @throws DomainError `slug_taken` where there is a Demo already.
 */
export async function makeDemo(deps: DeliveryDeps, caller: Caller = actingAs(operator)): Promise<Demo> {
  if (await findSpaceId(deps.platform.database, slug))
    throw new DomainError('slug_taken', 'There is a space named Demo already.');
  const world = createWorld(deps, refusedAddresses);
  world.stepTo(began, 9);
  const { space, ownerId } = await createSpace(
    world.platform,
    {
      name: 'Demo',
      ownerEmail: owner.email,
      ownerFirstName: owner.firstName,
      ownerLastName: owner.lastName,
      seats: 60,
      pricePerSeat: 4800,
      taxRate: 20,
    },
    caller,
  );
  world.spaceId = space.id;
  const password = newPassword();
  const account = { id: v7(), made: { email: owner.email, passwordHash: await hashPassword(password) } };
  await world.deliver();
  await execute(
    world.platform,
    world.at(actingAs({ kind: 'invitee', id: ownerId, name: 'Invitee' })),
    claimInvitation,
    { userId: ownerId, generation: 1, account },
  );
  await tellStory(world);
  deps.platform.changed(space.id);
  return { space, accountId: account.id, email: owner.email, password };
}

/** Four groups of letters and digits without those that look alike: about 80 bits. */
function newPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letter = () => alphabet[randomInt(alphabet.length)] ?? '';
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join('')).join('-');
}

import { hashPassword } from 'better-auth/crypto';
import { v7 } from 'uuid';
import type { Config } from '../../config.ts';
import { system, type Caller, type Platform } from '../../platform/command/index.ts';
import { withoutSpace } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { equalSecrets } from '../../platform/secrets/index.ts';
import { anySpace, createSpace } from '../spaces/index.ts';
import { emailKey } from '../users/index.ts';
import { findAccountByEmail } from './account-queries.ts';
import { claimInvitation, splitName } from './claim-invitation.ts';
import type { SetUpInput } from './schemas.ts';
import { cancelInvitationMail, otherSpaceExists } from './set-up-queries.ts';
import { needsSetupCode, setupCodeOf } from './setup-rules.ts';

const codeOf = (platform: Platform) => setupCodeOf(platform.secrets.sign('set-up', 'code'));

/** What the server prints at its start while nothing is set up and it can be reached from beyond this machine; else ''. */
export async function setupNotice(platform: Platform, config: Config): Promise<string> {
  if (!needsSetupCode(config.HOST) || (await withoutSpace(platform.database, anySpace))) return '';
  return `To set Usher up, open ${config.publicUrl}/setup and enter this code: ${codeOf(platform)}\n`;
}

/** @throws DomainError `already_set_up`; `forbidden` where the printed code is asked for and this is not it. */
export async function assertMaySetUp(
  platform: Platform,
  config: Config,
  code: string | undefined,
): Promise<void> {
  if (await withoutSpace(platform.database, anySpace)) throw alreadySetUp();
  if (!needsSetupCode(config.HOST)) return;
  const given = Buffer.from((code ?? '').trim().toUpperCase());
  if (!equalSecrets(given, Buffer.from(codeOf(platform)))) {
    throw new DomainError(
      'forbidden',
      'That is not the set-up code. The server prints it where it was started.',
    );
  }
}

/**
 * First launch: makes the space and its Owner, who has claimed at once, in one transaction.
 * @throws DomainError `already_set_up`, also for the later of two at once; `forbidden`, `invalid_request`.
 */
export async function setUp(platform: Platform, config: Config, input: SetUpInput) {
  await assertMaySetUp(platform, config, input.setupCode);
  const email = emailKey(input.ownerEmail);
  // An account outlives a restore without spaces; its password is not this caller's to set.
  if (await findAccountByEmail(platform.database, email)) throw alreadySetUp();
  const account = { id: v7(), made: { email, passwordHash: await hashPassword(input.password) } };
  const { firstName, lastName } = splitName(input.ownerName);
  const made = await createSpace(
    platform,
    {
      name: input.spaceName,
      timeZone: input.timeZone,
      currency: input.currency,
      pricePerSeat: input.pricePerSeat,
      seats: input.seats,
      ownerEmail: input.ownerEmail,
      ownerFirstName: firstName,
      ownerLastName: lastName,
    },
    firstOne,
    async (ctx, ownerId) => {
      await claimInvitation.within(ctx, { userId: ownerId, generation: 1, account });
      await cancelInvitationMail(ctx.tx, ctx.spaceId, ownerId);
    },
  );
  return { space: { slug: made.space.slug }, accountId: account.id };
}

/** Makes the demo in a space made by this caller. @returns its Owner's account and how to sign in again. */
export type MakeDemo = (caller: Caller) => Promise<{
  space: { slug: string };
  accountId: string;
  email: string;
  password: string;
}>;

/**
 * First launch, the other way: the space Demo with its people, whose Owner one is.
 * @throws DomainError as `setUp`.
 */
export async function setUpDemo(
  platform: Platform,
  config: Config,
  input: { setupCode?: string | undefined },
  makeDemo: MakeDemo,
) {
  await assertMaySetUp(platform, config, input.setupCode);
  return makeDemo(firstOne).catch((error: unknown) => {
    // Another got there between the look and the making.
    throw error instanceof DomainError && error.code === 'slug_taken' ? alreadySetUp() : error;
  });
}

/** Acts as Usher itself, while there is no other space. */
const firstOne: Caller = {
  key: 'system:set-up',
  async identify(tx, spaceId) {
    if (await otherSpaceExists(tx, spaceId)) throw alreadySetUp();
    return system;
  },
};

const alreadySetUp = () => new DomainError('already_set_up', 'Usher is set up already. Sign in instead.');

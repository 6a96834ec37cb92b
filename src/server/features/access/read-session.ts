import { isMachineOfOnesOwn } from '../../config.ts';
import { inSpace, withoutSpace } from '../../platform/database/index.ts';
import { anySpace } from '../spaces/index.ts';
import type { Access, SignedIn } from './access.ts';
import { listAccountSpaces } from './account-queries.ts';
import { readSpaceOfSession } from './session-queries.ts';
import { needsSetupCode } from './setup-rules.ts';

/** Who is signed in and where they belong. Spaces in which they were deactivated are left out. */
export async function readSessionState(access: Access, signedIn: SignedIn | undefined) {
  const { platform, config } = access;
  const setupRequired = !(await withoutSpace(platform.database, anySpace));
  return {
    account: signedIn
      ? {
          id: signedIn.accountId,
          email: signedIn.email,
          name: signedIn.name,
          twoFactorEnabled: signedIn.twoFactorEnabled,
        }
      : null,
    setupRequired,
    setupCodeRequired: setupRequired && needsSetupCode(config.HOST),
    spaces: signedIn ? await readSpaces(access, signedIn.accountId) : [],
    machineOfOnesOwn: isMachineOfOnesOwn(config),
  };
}

async function readSpaces({ platform: { database } }: Access, accountId: string) {
  const known = await withoutSpace(database, (tx) => listAccountSpaces(tx, accountId));
  const read = await Promise.all(
    known.map(({ spaceId }) =>
      inSpace(database, spaceId, (tx) => readSpaceOfSession(tx, spaceId, accountId)),
    ),
  );
  return read.flatMap((space) => (space ? [{ ...space, locale: 'en-GB' }] : []));
}

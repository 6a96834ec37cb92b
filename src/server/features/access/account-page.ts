import { withoutSpace } from '../../platform/database/index.ts';
import type { Access, SignedIn } from './access.ts';
import { listPasskeys, listSessions } from './account-page-queries.ts';
import { deviceOf } from './device-rules.ts';

/** Everything the page of one's account shows. */
export async function readAccountPage(access: Access, signedIn: SignedIn) {
  const { accountId, sessionId, email, name, twoFactorEnabled } = signedIn;
  const { sessions, passkeys } = await withoutSpace(access.platform.database, async (tx) => ({
    sessions: await listSessions(tx, accountId),
    passkeys: await listPasskeys(tx, accountId),
  }));
  const codes = twoFactorEnabled
    ? (await (await access.auth()).api.viewBackupCodes({ body: { userId: accountId } })).backupCodes.length
    : 0;
  return {
    email,
    name,
    secondFactor: { on: twoFactorEnabled, recoveryCodesLeft: codes },
    passkeys: passkeys.map(({ createdAt, ...passkey }) => ({
      ...passkey,
      createdAt: createdAt.toISOString(),
    })),
    sessions: sessions.map(({ userAgent, signedInAt, lastUsedAt, ...session }) => ({
      ...session,
      device: deviceOf(userAgent),
      signedInAt: signedInAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      current: session.id === sessionId,
    })),
  };
}

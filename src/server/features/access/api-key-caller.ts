import type { Caller } from '../../platform/command/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { parseCredential } from '../../platform/secrets/credentials.ts';
import { hashSecret } from '../../platform/secrets/index.ts';
import { findApiKey, touchApiKey, type FoundKey } from './api-key-queries.ts';

const fiveMinutes = 5 * 60 * 1000;

/** Who a bearer token speaks for; undefined where it is no key of ours. A key is good in its own space alone. */
export function apiKeyCaller(database: Database, token: string): Caller | undefined {
  const credential = parseCredential(token);
  if (credential?.kind !== 'key' && credential?.kind !== 'scim') return undefined;
  const hash = hashSecret(credential.secret);
  return {
    key: `key:${hash.toString('base64url').slice(0, 16)}`,
    spaceId: credential.spaceId,
    scimOnly: credential.kind === 'scim',
    async identify(tx, spaceId, now) {
      if (spaceId !== credential.spaceId) return undefined;
      const key = await findApiKey(tx, spaceId, hash);
      if (!key) throw new DomainError('unauthenticated', 'This API key is not known here, or was revoked.');
      noteUse(database, spaceId, key, now);
      const { id, role, name } = key;
      if (role === 'scim') return credential.kind === 'scim' ? { kind: 'scim', id, name } : undefined;
      return credential.kind === 'key' ? { kind: 'apiKey', id, role, name } : undefined;
    },
  };
}

/** "Last used" is written beside the request, not in its transaction, at most every five minutes. */
function noteUse(database: Database, spaceId: string, { id, lastUsedAt }: FoundKey, now: Date): void {
  const before = new Date(now.getTime() - fiveMinutes);
  if (lastUsedAt && lastUsedAt >= before) return;
  // A missed note is made by the next request; it is no reason to fail this one.
  touchApiKey(database, spaceId, id, now, before).catch(() => undefined);
}

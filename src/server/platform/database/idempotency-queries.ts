import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { DomainError } from '../errors/index.ts';
import type { Tx } from './pipelined.ts';

interface Claim {
  key: string;
  operation: string;
  caller: string;
  body: unknown;
}

interface Scope {
  tx: Tx;
  spaceId: string;
  now: Date;
}

const hashOf = (body: unknown): Buffer => createHash('sha256').update(JSON.stringify({ body })).digest();

const keptFor = 48 * 3600 * 1000;

/**
 * Takes the key for this transaction, or gives back the answer kept for it. Whoever comes while the
 * first is at work waits on the key's row: the database does the queueing.
 * @throws DomainError `idempotency_key_reused` where the same key came with another body.
 */
export async function claimIdempotencyKey(
  scope: Scope,
  claim: Claim,
): Promise<{ response: unknown } | undefined> {
  const { tx, spaceId, now } = scope;
  const bodyHash = hashOf(claim.body);
  const taken = await sql`
    insert into idempotency_keys as kept (space_id, caller, operation, key, body_hash, created_at)
    values (${spaceId}, ${claim.caller}, ${claim.operation}, ${claim.key}, ${bodyHash}, ${now})
    on conflict (space_id, caller, operation, key) do update
      set body_hash = excluded.body_hash, response = null, created_at = excluded.created_at
      where kept.created_at < ${new Date(now.getTime() - keptFor)}
    returning 1`.execute(tx);
  if (taken.rows.length > 0) return undefined;
  const { rows } = await sql<{ body_hash: Buffer; response: unknown }>`
    select body_hash, response from idempotency_keys
    where space_id = ${spaceId} and caller = ${claim.caller}
      and operation = ${claim.operation} and key = ${claim.key}`.execute(tx);
  const kept = rows[0];
  if (!kept?.body_hash.equals(bodyHash)) {
    throw new DomainError(
      'idempotency_key_reused',
      'This Idempotency-Key was used before with another request.',
    );
  }
  return { response: (kept.response as { answer: unknown }).answer };
}

/** Keeps the answer beside the change it tells of. */
export async function keepAnswer(scope: Scope, claim: Claim, answer: unknown): Promise<void> {
  await sql`
    update idempotency_keys set response = ${JSON.stringify({ answer })}::jsonb
    where space_id = ${scope.spaceId} and caller = ${claim.caller}
      and operation = ${claim.operation} and key = ${claim.key}`.execute(scope.tx);
}

import { z } from 'zod';
import { command, permits } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { formatCredential } from '../../platform/secrets/credentials.ts';
import { hashSecret, randomSecret } from '../../platform/secrets/index.ts';
import { insertApiKey } from './api-key-queries.ts';

/**
 * Makes an API key. `key` is shown this once; only its hash is kept.
 * @throws DomainError `forbidden` where anybody but the operator asks for an operator's key.
 */
export const createApiKey = command({
  name: 'create_api_key',
  permission: 'manage_space',
  secretResult: true,
  input: z.object({ role: z.enum(['admin', 'scim', 'operator']), name: z.string().trim().min(1).max(100) }),
  async run(ctx, input) {
    if (input.role === 'operator' && !permits(ctx.actor, 'operate')) {
      throw new DomainError('forbidden', 'Only the operator of Usher makes an operator’s key.');
    }
    const secret = randomSecret();
    const id = await insertApiKey(ctx, { ...input, hash: hashSecret(secret) });
    const key = formatCredential(input.role === 'scim' ? 'scim' : 'key', ctx.spaceId, secret);
    return {
      result: { id, key },
      audit: [{ action: 'api_key.made', subject: 'api_key', subjectId: id, detail: { role: input.role } }],
    };
  },
});

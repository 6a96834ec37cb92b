import { z } from 'zod';
import { command, permits } from '../../platform/command/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { lockApiKey, markRevoked } from './api-key-queries.ts';

/**
 * Ends an API key: its next request is refused. For good.
 * @throws DomainError `not_found`, also for a key revoked before; `forbidden` where anybody but the
 *   operator ends an operator's key.
 */
export const revokeApiKey = command({
  name: 'revoke_api_key',
  permission: 'manage_space',
  input: z.object({ id: z.uuid() }),
  async run(ctx, { id }) {
    const role = await lockApiKey(ctx, id);
    if (!role) throw notFound('There is no such key.');
    if (role === 'operator' && !permits(ctx.actor, 'operate')) {
      throw new DomainError('forbidden', 'Only the operator of Usher ends an operator’s key.');
    }
    await markRevoked(ctx, id);
    return {
      result: {},
      audit: [{ action: 'api_key.revoked', subject: 'api_key', subjectId: id, detail: { role } }],
    };
  },
});

import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { findOwnAddress } from './mail-queries.ts';
import { queueMails } from './queue-queries.ts';

const Address = z.email({ pattern: z.regexes.unicodeEmail });

/**
 * Queues a mail that says that mail works, to oneself or to a given address. What the server answers
 * stands in the Outbox.
 * @throws DomainError `invalid_request` where there is no address to send it to.
 */
export const sendTestMail = command({
  name: 'send_test_mail',
  permission: 'manage_space',
  input: z.object({ to: z.string().trim().max(320).optional() }),
  async run(ctx, { to }) {
    const own = await findOwnAddress(ctx);
    const address = to || own?.email;
    if (!Address.safeParse(address).success || address === undefined) {
      throw new DomainError('invalid_request', 'Give the address that the test mail goes to.', {
        issues: [{ path: 'to', message: 'is not an e-mail address' }],
      });
    }
    const userId = own !== undefined && address === own.email ? own.id : null;
    const data = { by: ctx.actor.name };
    const [id = ''] = await queueMails(ctx, [{ kind: 'test', toEmail: address, userId, data }]);
    return {
      result: { id },
      audit: [{ action: 'mail.test', subject: 'mail' as const, subjectId: id }],
    };
  },
});

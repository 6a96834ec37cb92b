import type { Delivery, Mailer } from '../../platform/mail/index.ts';

/**
 * Stands in for the mail server while the demo is filled: its people do not exist, so nothing may
 * leave for them. Refuses those it is told to refuse, as a server would.
 */
export function createDemoMailer(refused: Set<string>): Mailer {
  let count = 0;
  return {
    send: ({ to }): Promise<Delivery> => {
      count += 1;
      if (refused.has(to)) {
        const answer = `550 5.1.1 <${to}>: Recipient address rejected: User unknown`;
        return Promise.resolve({ state: 'refused', answer });
      }
      const queueId = (0x4f2a10 + count * 7919).toString(16).toUpperCase();
      return Promise.resolve({ state: 'sent', answer: `250 2.0.0 Ok: queued as ${queueId} (demo)` });
    },
    close: () => undefined,
  };
}

import { writeLetter } from '../../platform/mail/index.ts';
import type { MailContent, MailRow, RenderDeps } from '../outbox/index.ts';
import { available, readPool } from '../seats/index.ts';
import { readBilling } from './billing-queries.ts';
import { countInWords, seatsInWords } from './charging-words-rules.ts';

/** Few seats are left. Where there are enough again by the time it is sent, it has lost its reason. */
export async function writeLowSeats(mail: MailRow, deps: RenderDeps): Promise<MailContent | null> {
  const pool = await readPool(deps.ctx);
  const free = available(pool);
  const threshold = Number(mail.data.threshold);
  if (free >= Math.max(threshold, pool.waiting)) return null;
  const { slug } = await readBilling(deps.ctx);
  const left = free === 1 ? '1 seat is available' : `${seatsInWords(free)} are available`;
  const people = pool.waiting === 1 ? '1 person is' : `${countInWords(pool.waiting)} people are`;
  const queue = pool.waiting > 0 ? [{ p: `${people} waiting for a seat or scheduled to start.` }] : [];
  return writeLetter({
    spaceName: deps.spaceName,
    subject: free === 0 ? `No seats are available in ${deps.spaceName}` : `${left} in ${deps.spaceName}`,
    preview: `${left} of ${countInWords(pool.total)}.`,
    heading: free === 0 ? 'No seats are available' : left,
    blocks: [
      ...queue,
      {
        facts: [
          ['Total seats', countInWords(pool.total)],
          ['Held by users', countInWords(pool.taken)],
          ['Available', countInWords(free)],
          ...(pool.waiting > 0
            ? [['Waiting or scheduled', countInWords(pool.waiting)] as [string, string]]
            : []),
        ],
      },
      { p: 'The page also shows which seats could be freed instead of bought.' },
      { button: 'Add seats', url: `${deps.publicUrl}/s/${slug}/users?open=add-seats` },
    ],
    footer: `Sent to every Admin of ${deps.spaceName}, once until there are enough seats again. Settings says from which number on.`,
  });
}

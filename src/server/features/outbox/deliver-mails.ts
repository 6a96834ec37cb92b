import type { Logger } from 'pino';
import { actingAs, execute, query, system, type Platform } from '../../platform/command/index.ts';
import { inSpace } from '../../platform/database/index.ts';
import type { Delivery, Mailer } from '../../platform/mail/index.ts';
import { settle, takeMails, type Settled } from './delivery-commands.ts';
import { readLetterhead, type DueMail } from './delivery-queries.ts';
import type { MailContent, MailRenderers } from './mail-renderers.ts';
import { blankLinks, nextAttempt } from './outbox-rules.ts';

export interface DeliveryDeps {
  platform: Platform;
  mailer: Mailer;
  renderers: MailRenderers;
  publicUrl: string;
  log: Logger;
}

const batchSize = 20;
/** After this long the next job goes on, so that a space with many mails does not hold up the others. */
const turn = 15_000;

/**
 * Sends what is due in a space, batch by batch. No transaction is open while the mail server is
 * asked. A crash between its yes and our writing it down sends again, with the same Message-ID.
 * @returns how many mails were tried.
 */
export async function deliverMails(deps: DeliveryDeps, spaceId: string): Promise<number> {
  const { platform, mailer } = deps;
  const request = { spaceId, caller: actingAs(system) };
  const started = performance.now();
  for (let tried = 0; ;) {
    const mails = await execute(platform, request, takeMails, { limit: batchSize });
    if (mails.length === 0) return tried;
    const { spaceName, letters } = await writeLetters(deps, spaceId, mails);
    const settled = await Promise.all(
      letters.map(async ({ mail, content }) => {
        if (content === 'no longer needed') return settledAs(mail, 'cancelled', 'Nobody needs it any more.');
        if (content === 'unwritten')
          return later(platform, mail, 'It could not be written. Usher tries again.');
        const envelope = { id: mail.id, fromName: spaceName, to: mail.toEmail };
        return outcome(platform, mail, content, await mailer.send({ ...envelope, ...content }));
      }),
    );
    await execute(platform, request, settle, { settled });
    tried += mails.length;
    // A server that is down is asked again later, not once for every mail that waits.
    if (settled.every(({ state }) => state === 'queued')) return tried;
    if (performance.now() - started > turn) {
      await inSpace(platform.database, spaceId, (tx) =>
        platform.enqueue(tx, { name: 'deliver_mails', data: { spaceId } }),
      );
      return tried;
    }
  }
}

type Letter = MailContent | 'no longer needed' | 'unwritten';

/** Writes a batch from one snapshot. A mail that cannot be written does not stop the others. */
async function writeLetters(deps: DeliveryDeps, spaceId: string, mails: DueMail[]) {
  const { platform, renderers, publicUrl, log } = deps;
  return query(platform, { spaceId, caller: actingAs(system), permission: 'work' }, async (ctx) => {
    const letterhead = await readLetterhead(ctx);
    const letters: { mail: DueMail; content: Letter }[] = [];
    for (const mail of mails) {
      let content: Letter = 'unwritten';
      try {
        const render = renderers[mail.kind];
        if (!render) throw new Error('no renderer is registered for this kind of mail');
        content = (await render(mail, { ctx, publicUrl, ...letterhead })) ?? 'no longer needed';
      } catch (error) {
        log.error({ err: error, mailId: mail.id, kind: mail.kind }, 'mail not written');
      }
      letters.push({ mail, content });
    }
    return { spaceName: letterhead.spaceName, letters };
  });
}

const settledAs = (mail: DueMail, state: Settled['state'], answer: string): Settled => ({
  mail,
  id: mail.id,
  state,
  answer,
  nextAttemptAt: null,
  content: null,
});

function later(platform: Platform, mail: DueMail, answer: string): Settled {
  const nextAttemptAt = nextAttempt(mail, platform.clock.now(), Math.random());
  if (nextAttemptAt) return { ...settledAs(mail, 'queued', answer), nextAttemptAt };
  return settledAs(mail, 'refused', `${answer} (given up after two days)`);
}

function outcome(
  platform: Platform,
  mail: DueMail,
  content: MailContent,
  { state, answer }: Delivery,
): Settled {
  const kept = { subject: content.subject, html: blankLinks(content.html), text: blankLinks(content.text) };
  const settled = state === 'later' ? later(platform, mail, answer) : settledAs(mail, state, answer);
  return { ...settled, content: kept };
}

import { z } from 'zod';
import { command, type AuditEntry } from '../../platform/command/index.ts';
import { settleMails, takeDueMails, type DueMail, type Settlement } from './delivery-queries.ts';

const lease = 2 * 60_000;

/** Takes the next due mails for one try; nobody else tries them for two minutes. */
export const takeMails = command({
  name: 'take_mails',
  permission: 'work',
  input: z.object({ limit: z.int().min(1).max(100) }),
  async run(ctx, { limit }): Promise<{ result: DueMail[]; audit: AuditEntry[] }> {
    const result = await takeDueMails(ctx, limit, new Date(ctx.now.getTime() + lease));
    return { result, audit: [] };
  },
});

export type Settled = Settlement & { mail: DueMail };
const Settled = z.custom<Settled>();

/** Records what became of mails that were tried, and tells those who keep count of their own. */
export const settle = command({
  name: 'settle_mails',
  permission: 'work',
  input: z.object({ settled: z.array(Settled) }),
  async run(ctx, { settled }) {
    await settleMails(ctx, settled);
    const final = settled.filter(({ state }) => state !== 'queued' && state !== 'cancelled');
    await ctx.emit({
      type: 'mails_settled',
      mails: final.map(({ mail, state }) => ({ ...mail, state: state === 'refused' ? 'refused' : 'sent' })),
    });
    const later = settled.flatMap(({ state, nextAttemptAt }) =>
      state === 'queued' && nextAttemptAt ? [nextAttemptAt] : [],
    );
    if (later.length > 0) {
      const startAfter = new Date(Math.min(...later.map((at) => at.getTime())));
      await ctx.enqueue({ name: 'deliver_mails', data: { spaceId: ctx.spaceId }, startAfter });
    }
    const audit = final.map(({ mail, state }): AuditEntry => ({
      action: `mail.${state}`,
      subject: mail.userId === null ? 'mail' : 'user',
      subjectId: mail.userId ?? mail.id,
      detail: { mailId: mail.id, kind: mail.kind },
    }));
    return { result: undefined, audit };
  },
});

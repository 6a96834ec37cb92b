import type { Platform } from '../../platform/command/index.ts';
import { withoutSpace } from '../../platform/database/index.ts';
import { pageById, type PageQuery } from '../../platform/paging/index.ts';
import { findOpenReset, listKeptMails } from './account-mail-queries.ts';
import { writeAccountMail } from './deliver-account-mail.ts';
import { resetLifetime, resetUrl } from './reset-rules.ts';

/** A page of the newest account mails of a machine of one's own, as they would have been sent. */
export async function readKeptMails(platform: Platform, page: PageQuery, publicUrl: string) {
  const since = new Date(platform.clock.now().getTime() - resetLifetime);
  const kept = await withoutSpace(platform.database, (tx) => listKeptMails(tx, page));
  const { items, nextCursor } = pageById(kept, page.limit);
  const written = await Promise.all(
    items.map(async (mail) => {
      const open = await withoutSpace(platform.database, (tx) => findOpenReset(tx, mail.id, since));
      const { subject, text } = await writeAccountMail({ platform, publicUrl }, mail);
      return {
        id: mail.id,
        kind: mail.kind,
        to: mail.email,
        subject,
        text,
        createdAt: mail.createdAt.toISOString(),
        link: open ? resetUrl(platform.secrets, publicUrl, mail.id) : null,
      };
    }),
  );
  return { items: written, nextCursor };
}

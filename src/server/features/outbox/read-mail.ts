import type { Config } from '../../config.ts';
import type { Context } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { readLetterhead } from './delivery-queries.ts';
import { asRow, findMail, type KeptMail } from './mail-queries.ts';
import type { MailRenderers } from './mail-renderers.ts';
import { hidesLink, secretLinks } from './outbox-rules.ts';
import type { Mail } from './schemas.ts';

export interface LinkDeps {
  renderers: MailRenderers;
  config: Pick<Config, 'publicUrl' | 'SMTP_URL' | 'MAIL_FROM'>;
  /** True on a machine of one's own: links can be opened from the Outbox. */
  linksCanBeOpened: boolean;
}

/** One mail as it was sent. @throws DomainError `not_found` */
export async function readMail(ctx: Context, id: string, deps: LinkDeps): Promise<Mail> {
  const mail = await findMail(ctx, id);
  if (!mail) throw notFound();
  const { userId: _user, data: _data, madeAt: _at, html, ...item } = mail;
  return { ...item, hasHtml: html !== null, link: await linkOf(ctx, mail, deps) };
}

/** The HTML of a mail as it was sent, its links blanked. @throws DomainError `not_found` */
export async function readMailHtml(ctx: Context, id: string): Promise<string> {
  const html = (await findMail(ctx, id))?.html;
  if (html === null || html === undefined) throw notFound();
  return html;
}

/** The link is written anew, as for sending: no table holds it, and one that has lost its reason has none. */
async function linkOf(ctx: Context, mail: KeptMail, deps: LinkDeps): Promise<string | null> {
  if (!deps.linksCanBeOpened || !hidesLink(mail.text ?? '')) return null;
  const render = deps.renderers[mail.kind];
  if (!render) return null;
  const written = await render(asRow(mail), {
    ctx,
    publicUrl: deps.config.publicUrl,
    ...(await readLetterhead(ctx)),
  });
  return secretLinks(written?.text ?? '')[0] ?? null;
}

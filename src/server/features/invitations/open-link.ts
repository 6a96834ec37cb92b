import { z } from 'zod';
import { command, type Context } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { writeToken } from './derived-token.ts';
import {
  closeOpenLink,
  findOpenLink,
  insertOpenLink,
  updateOpenLink,
  type OpenLinkRow,
} from './open-link-queries.ts';
import { hasEnded } from './open-link-rules.ts';
import { OpenLinkChange, OpenLinkInput, type OpenLink } from './open-link-schemas.ts';

/** The space's open link with its address; null where there is none. */
export async function readOpenLinkAnswer(
  ctx: Context,
  publicUrl: string,
): Promise<{ openLink: OpenLink | null }> {
  const link = await findOpenLink(ctx);
  return { openLink: link ? present(ctx, link, publicUrl) : null };
}

function present(ctx: Context, link: OpenLinkRow, publicUrl: string): OpenLink {
  const { id, generation, endsOn, claimLimit, claims, emailDomains, createdBy, createdAt } = link;
  const token = writeToken(ctx.secrets, 'link', { spaceId: ctx.spaceId, id, generation });
  const url = `${publicUrl}/join/${token}`;
  const shown = { id, url, endsOn, claimLimit, claims, emailDomains, createdBy };
  return { ...shown, ended: hasEnded(link, ctx.now), createdAt: createdAt.toISOString() };
}

/** Makes the space's open link; the one before, if any, is switched off. */
export const makeOpenLink = command({
  name: 'make_open_link',
  permission: 'manage_users',
  secretResult: true,
  input: OpenLinkInput,
  async run(ctx, input) {
    const before = await closeOpenLink(ctx);
    const id = await insertOpenLink(ctx, input);
    const off = before === undefined ? [] : [about('open_link.switched_off', before)];
    return { result: id, audit: [...off, about('open_link.made', id)] };
  },
});

/** Changes how the open link may be used; its address stays. @throws DomainError `not_found`. */
export const changeOpenLink = command({
  name: 'change_open_link',
  permission: 'manage_users',
  input: OpenLinkChange,
  async run(ctx, change) {
    const link = await findOpenLink(ctx);
    if (!link) throw notFound('There is no open link to change.');
    const { endsOn = link.endsOn, claimLimit = link.claimLimit, emailDomains = link.emailDomains } = change;
    await updateOpenLink(ctx, link.id, { endsOn, claimLimit, emailDomains });
    const detail = { fields: Object.keys(change) };
    return { result: link.id, audit: [{ ...about('open_link.changed', link.id), detail }] };
  },
});

/** Switches the open link off for good: nobody comes in by it, nor by what it had mailed. */
export const switchOffOpenLink = command({
  name: 'switch_off_open_link',
  permission: 'manage_users',
  input: z.object({}),
  async run(ctx) {
    const id = await closeOpenLink(ctx);
    return { result: undefined, audit: id === undefined ? [] : [about('open_link.switched_off', id)] };
  },
});

const about = (action: string, subjectId: string) => ({ action, subject: 'link' as const, subjectId });

import type { Context } from '../../platform/command/index.ts';
import type { Secrets } from '../../platform/secrets/index.ts';
import { readToken, type DerivedToken } from './derived-token.ts';
import { findJoinRequest, type JoinRequest } from './join-queries.ts';
import { readOpenLink, type OpenLinkRow } from './open-link-queries.ts';

/** Somebody's way in by an open link: what they asked, and the link as it is now. */
export interface Join {
  request: JoinRequest;
  link: OpenLinkRow | undefined;
}

/** Reads what one who asked may claim. `lock` holds it: lock the pool before. */
export async function findJoin(
  ctx: Pick<Context, 'tx' | 'spaceId'>,
  id: string,
  options: { lock: boolean },
): Promise<Join | undefined> {
  const request = await findJoinRequest(ctx, id, options);
  return request && { request, link: await readOpenLink(ctx, request.linkId) };
}

/** The token of an open link; undefined where it is forged or torn. */
export const readLinkToken = (secrets: Secrets, text: string): DerivedToken | undefined =>
  readToken(secrets, 'link', text);

/** The token that an open link has mailed to who asked; undefined where it is forged or torn. */
export const readJoinToken = (secrets: Secrets, text: string): DerivedToken | undefined =>
  readToken(secrets, 'join', text);

import type { Secrets } from '../../platform/secrets/index.ts';
import { readToken, writeToken } from './derived-token.ts';

/** What an invitation's link says before anything is looked up. */
export interface InvitationToken {
  spaceId: string;
  userId: string;
  generation: number;
}

/** The secret of an invitation's link, derived from its User and generation; no table holds it. */
export const invitationToken = (secrets: Secrets, { spaceId, userId, generation }: InvitationToken): string =>
  writeToken(secrets, 'invite', { spaceId, id: userId, generation });

/** Reads a link's token; undefined where it is forged or torn. */
export function readInvitationToken(secrets: Secrets, text: string): InvitationToken | undefined {
  const token = readToken(secrets, 'invite', text);
  return token && { spaceId: token.spaceId, userId: token.id, generation: token.generation };
}

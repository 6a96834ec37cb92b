import type { Secrets } from '../../platform/secrets/index.ts';
import { equalSecrets } from '../../platform/secrets/index.ts';
import { formatCredential, parseCredential } from '../../platform/secrets/credentials.ts';

/** What an invitation's link says before anything is looked up. */
export interface InvitationToken {
  spaceId: string;
  userId: string;
  generation: number;
}

const sign = (secrets: Secrets, { spaceId, userId, generation }: InvitationToken): Buffer =>
  secrets.sign('invitation', `${spaceId}/${userId}/${String(generation)}`);

/**
 * The secret of a link: User id, generation, and a 256-bit HMAC over both and the space. It is
 * derived when the mail is written and no table holds it.
 */
export function invitationToken(secrets: Secrets, token: InvitationToken): string {
  const head = Buffer.alloc(20);
  Buffer.from(token.userId.replaceAll('-', ''), 'hex').copy(head);
  head.writeUInt32BE(token.generation, 16);
  return formatCredential(
    'invite',
    token.spaceId,
    Buffer.concat([head, sign(secrets, token)]).toString('base64url'),
  );
}

/** Reads a link's token; undefined where it is forged or torn. */
export function readInvitationToken(secrets: Secrets, text: string): InvitationToken | undefined {
  const credential = parseCredential(text);
  if (credential?.kind !== 'invite') return undefined;
  const bytes = Buffer.from(credential.secret, 'base64url');
  if (bytes.length !== 52) return undefined;
  const hex = bytes.subarray(0, 16).toString('hex');
  const userId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const token = { spaceId: credential.spaceId, userId, generation: bytes.readUInt32BE(16) };
  return equalSecrets(bytes.subarray(20), sign(secrets, token)) ? token : undefined;
}

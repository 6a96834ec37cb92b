import { equalSecrets, type Secrets } from '../../platform/secrets/index.ts';
import { formatCredential, parseCredential } from '../../platform/secrets/credentials.ts';

/** What a link's secret says before anything is looked up. */
export interface DerivedToken {
  spaceId: string;
  id: string;
  generation: number;
}

/** invite: of a User; link: an open link itself; join: of who asked by one. Each under a key of its own. */
const purposes = { invite: 'invitation', link: 'open-link', join: 'open-link-request' };
type Kind = keyof typeof purposes;

const sign = (secrets: Secrets, kind: Kind, { spaceId, id, generation }: DerivedToken): Buffer =>
  secrets.sign(purposes[kind], `${spaceId}/${id}/${String(generation)}`);

/**
 * A secret derived from an id and its generation: both, and a 256-bit HMAC over them and the space.
 * It can be written whenever it is needed, and no table holds it.
 */
export function writeToken(secrets: Secrets, kind: Kind, token: DerivedToken): string {
  const head = Buffer.alloc(20);
  Buffer.from(token.id.replaceAll('-', ''), 'hex').copy(head);
  head.writeUInt32BE(token.generation, 16);
  const secret = Buffer.concat([head, sign(secrets, kind, token)]);
  return formatCredential(kind, token.spaceId, secret.toString('base64url'));
}

/** Reads a token of this kind; undefined where it is forged, torn or of another kind. */
export function readToken(secrets: Secrets, kind: Kind, text: string): DerivedToken | undefined {
  const credential = parseCredential(text);
  if (credential?.kind !== kind) return undefined;
  const bytes = Buffer.from(credential.secret, 'base64url');
  if (bytes.length !== 52) return undefined;
  const hex = bytes.subarray(0, 16).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const token = { spaceId: credential.spaceId, id, generation: bytes.readUInt32BE(16) };
  return equalSecrets(bytes.subarray(20), sign(secrets, kind, token)) ? token : undefined;
}

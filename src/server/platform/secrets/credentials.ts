export type CredentialKind = 'invite' | 'join' | 'key' | 'scim' | 'link';

export interface Credential {
  kind: CredentialKind;
  spaceId: string;
  secret: string;
}

const shape = /^usher_(invite|join|key|scim|link)_([0-9a-f]{32})_([A-Za-z0-9_-]{20,200})$/;

/** `usher_<kind>_<space>_<secret>`: a credential names its space, so that it can be looked up within it. */
export const formatCredential = (kind: CredentialKind, spaceId: string, secret: string): string =>
  `usher_${kind}_${spaceId.replaceAll('-', '')}_${secret}`;

/** Takes a credential apart; undefined where it is not one. */
export function parseCredential(text: string): Credential | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [, kind, hex, secret] = match as unknown as [string, CredentialKind, string, string];
  const spaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { kind, spaceId, secret };
}

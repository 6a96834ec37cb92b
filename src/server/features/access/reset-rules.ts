import { equalSecrets, type Secrets } from '../../platform/secrets/index.ts';

/** How long a reset's link works. */
export const resetLifetime = 3600_000;

const shape = /^usher_reset_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

const secretOf = (secrets: Secrets, mailId: string): Buffer => secrets.sign('password-reset', mailId);

/** The token in the link of a reset: derived from the mail's id, so that no table holds it. */
export const resetToken = (secrets: Secrets, mailId: string): string =>
  `usher_reset_${mailId.replaceAll('-', '')}_${secretOf(secrets, mailId).toString('base64url')}`;

/** The id of the mail that a token came with; undefined where we did not make it. */
export function readResetToken(secrets: Secrets, token: string): string | undefined {
  const [, hex, given] = shape.exec(token) ?? [];
  if (hex === undefined || given === undefined) return undefined;
  const mailId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return equalSecrets(Buffer.from(given, 'base64url'), secretOf(secrets, mailId)) ? mailId : undefined;
}

/** Where a reset's link leads. Behind a #, so that it reaches neither a server's log nor a proxy's. */
export const resetUrl = (secrets: Secrets, publicUrl: string, mailId: string): string =>
  `${publicUrl}/reset#${resetToken(secrets, mailId)}`;

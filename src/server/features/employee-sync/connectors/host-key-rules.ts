import { createHash } from 'node:crypto';

/** A host's key as people compare it: its type and its SHA-256 as `ssh-keygen -l` prints it. */
export function describeHostKey(blob: Buffer): string {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  const type = blob.subarray(4, 4 + length).toString('latin1');
  const hash = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return `${type} SHA256:${hash}`;
}

export const hostKeyShape = /^[a-z0-9@.-]{3,60} SHA256:[A-Za-z0-9+/]{43}$/;

/** Which algorithms to ask for, so that the server shows the very key that was pinned. */
export function algorithmsOf(hostKey: string): string[] {
  const [type = ''] = hostKey.split(' ');
  return type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type];
}

const confirmedIn = (hostKey: string): string => `than the one confirmed (${hostKey})`;

/** Why nothing is said to a host that shows another key. */
export const otherKeyInWords = (host: string, shown: string | undefined, confirmed: string): string =>
  `${host} shows another host key (${shown ?? 'of another type'}) ${confirmedIn(confirmed)}. Nothing was sent to it. Ask whoever runs it, then confirm the new key.`;

/** Whether this was said of the key that is confirmed now, and not of one that was before. */
export const isSaidOf = (problem: string, confirmed: string): boolean =>
  problem.includes(confirmedIn(confirmed));

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** Whether setting up asks for the code that the server prints: it listens beyond this machine. */
export const needsSetupCode = (host: string): boolean => !loopback.has(host);

/** Eight letters and digits in two groups, without those that look alike. */
export function setupCodeOf(bytes: Buffer): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const letters = [...bytes.subarray(0, 12)].map((byte) => alphabet[byte % alphabet.length] ?? '');
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8, 12)]
    .map((group) => group.join(''))
    .join('-');
}

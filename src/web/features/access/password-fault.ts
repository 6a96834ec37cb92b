/** The fewest characters of a password; the server says the same. */
export const shortestPassword = 10;

/** What is wrong with a password that is chosen now, in words; undefined: nothing. */
export function passwordFault(password: string): string | undefined {
  if (password.length < shortestPassword) return `Use at least ${shortestPassword} characters.`;
  return password.length > 128 ? 'Use at most 128 characters.' : undefined;
}

const credential = /usher_(?:invite|join|link)_[0-9a-f]{32}_[A-Za-z0-9_-]{20,200}/g;
const link = /https?:\/\/[^\s"'<>]*usher_(?:invite|join|link)_[0-9a-f]{32}_[A-Za-z0-9_-]{20,200}/g;

/** What is kept of a mail: each link's secret made unreadable, the rest as it was sent. */
export const blankLinks = (text: string): string => text.replace(credential, '(hidden)');

/** The links of a mail that carry a secret, each once. */
export const secretLinks = (text: string): string[] => [...new Set(text.match(link) ?? [])];

const first = 10_000;
const longest = 30 * 60_000;
const patience = 48 * 3600_000;

/**
 * When to try a mail again after its nth try: 10 s, 20 s, 40 s … 30 min, spread by a fifth so that
 * mails which failed together do not come back together.
 * @param random from 0 to 1.
 * @returns undefined where two days have passed and we give up.
 */
export function nextAttempt(
  mail: { attempts: number; createdAt: Date },
  now: Date,
  random: number,
): Date | undefined {
  if (now.getTime() - mail.createdAt.getTime() > patience) return undefined;
  const wait = Math.min(first * 2 ** (mail.attempts - 1), longest);
  return new Date(now.getTime() + Math.round(wait * (0.8 + 0.4 * random)));
}

/** Whether a link was blanked in what is kept. */
export const hidesLink = (text: string): boolean => text.includes('(hidden)');

/** Where mail goes out, without its user and password; null: nowhere, it is kept. */
export function serverOf(smtpUrl: string | undefined): { server: string | null; encrypted: boolean } {
  if (smtpUrl === undefined) return { server: null, encrypted: false };
  const url = new URL(smtpUrl);
  const encrypted = url.protocol === 'smtps:';
  return { server: `${url.hostname}:${url.port || (encrypted ? '465' : '587')}`, encrypted };
}

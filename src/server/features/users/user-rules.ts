/** Case-folds as e-mail addresses and words are compared here: NFKC, lower case. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const ascii = /^[\x20-\x7e]*$/;

/** Drops accents, so that Élodie stands beside Edward. */
const plain = (text: string): string =>
  ascii.test(text) ? text.toLowerCase() : fold(text).normalize('NFD').replace(/\p{M}/gu, '');

export interface Named {
  email: string;
  firstName?: string;
  lastName?: string;
  employeeId?: string | null;
}

/** One person is one User of a space: the e-mail, case-folded. */
export const emailKey = (email: string): string => fold(email.trim());

const addressShape = /^[^\s@<>()[\],;:\\"]+@(?:[^\s@<>()[\],;:\\".]+\.)+[^\s@<>()[\],;:\\".]{2,}$/u;

/** Whether a string can be an address that mail reaches; deliberately no more than its outline. */
export const isEmail = (text: string): boolean => text.length <= 320 && addressShape.test(text);

/** What a person is called on screen: their name, or the e-mail where there is none. */
export const displayName = ({ firstName = '', lastName = '', email }: Named): string =>
  `${firstName} ${lastName}`.trim() || email;

/** What lists are sorted by. */
export const sortName = (user: Named): string => plain(displayName(user));

/**
 * The beginnings a search may match beside the e-mail and the sort name themselves: every word of name,
 * e-mail (from each part on) and employee id, without those that are the beginning of another.
 */
export function searchWords(user: Named): string[] {
  const { email, firstName = '', lastName = '', employeeId } = user;
  const address = emailKey(email);
  const parts = [...address.matchAll(/(?<=[@.+_-])[^@.+_-]/g)].map((match) => address.slice(match.index));
  const words = [...parts.filter((part) => part.includes('@') || part === address.split('@')[1])];
  for (const text of [firstName, lastName, employeeId ?? '']) words.push(...plain(text).split(/[\s,;]+/));
  const sorted = [...new Set(words.map((word) => word.slice(0, 100)).filter(Boolean))].sort();
  const known = [address, sortName(user)];
  return sorted.filter(
    (word, i) => !sorted[i + 1]?.startsWith(word) && !known.some((text) => text.startsWith(word)),
  );
}

/** What a search box holds, as the beginnings that must all match. */
export const searchTerms = (text: string): string[] =>
  fold(text)
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((term) => (term.includes('@') ? term : plain(term)));

/** The smallest string after all that begin with this one, in code point order; null: there is none. */
export function afterPrefix(prefix: string): string {
  const points = Array.from(prefix);
  const last = points.pop() ?? '';
  return points.join('') + String.fromCodePoint((last.codePointAt(0) ?? 0) + 1);
}

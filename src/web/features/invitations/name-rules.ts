export interface Name {
  firstName: string;
  lastName: string;
}

const quotes = /^[\s"'“”‘’()–—-]+|[\s"'“”‘’():–—-]+$/g;

/** A text without the quotes and brackets around it, its spaces single. */
export const bare = (text: string): string => text.replace(quotes, '').replace(/\s+/g, ' ');

/** A whole name as first and last: "Ada Lovelace", or "Lovelace, Ada". */
export function splitName(text: string): Name {
  const whole = /\p{L}/u.test(text) ? bare(text) : '';
  const comma = whole.indexOf(',');
  if (comma > 0) return { firstName: bare(whole.slice(comma + 1)), lastName: bare(whole.slice(0, comma)) };
  const [firstName = '', ...rest] = whole.split(' ');
  return { firstName, lastName: rest.join(' ') };
}

export const joinName = ({ firstName, lastName }: Name): string => `${firstName} ${lastName}`.trim();

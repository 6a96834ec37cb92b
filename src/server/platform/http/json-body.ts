import { DomainError } from '../errors/index.ts';

const suspect = /\\u(?:0000|d[89a-f])/i;

/**
 * Reads a request's body as JSON; an empty one is no body, as some clients send it with DELETE and POST.
 * @throws DomainError `invalid_request` with a `reason` where it is no JSON, or holds a NUL or half of a pair of
 *   surrogates: JSON can write them (RFC 8259, 8.2), and no text of the database can keep them.
 */
export function readJson(body: string): unknown {
  if (body === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new DomainError('invalid_request', 'The body is not JSON.', { reason: 'not_json' });
  }
  // Raw, none of them gets here: what is no UTF-8 was replaced, and JSON refuses control characters.
  if (suspect.test(body) && !canBeKept(value))
    throw new DomainError('invalid_request', 'A text holds characters that cannot be kept.', {
      reason: 'unkeepable_text',
    });
  return value;
}

/** Without recursion: a body may be nested deeper than there is stack. */
function canBeKept(value: unknown): boolean {
  const pending = [value];
  for (const one of pending) {
    if (typeof one === 'string' && (!one.isWellFormed() || one.includes('\0'))) return false;
    if (one === null || typeof one !== 'object') continue;
    for (const [key, inner] of Object.entries(one)) pending.push(key, inner);
  }
  return true;
}

import { DomainError } from '../../platform/errors/index.ts';
import type { Access, Incoming } from './access.ts';

/** What of an HTTP answer is set here. */
export interface Answer {
  header(name: string, value: string | string[]): unknown;
}

/** Passes on the cookies that the sign-in library sets. */
export function carryCookies(reply: Answer, headers: Headers): void {
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  reply.header('cache-control', 'no-store');
}

/**
 * Runs what a stranger may try: counted for their address and the keys given, unless it succeeds.
 * @throws DomainError `rate_limited`, with Retry-After.
 */
export async function tryOnce<T>(
  access: Access,
  request: Incoming,
  reply: Answer,
  keys: string[],
  run: () => Promise<T>,
): Promise<T> {
  try {
    const attempt = access.attempts.start(`address:${request.ip}`, ...keys);
    const result = await run();
    attempt.succeeded();
    return result;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'rate_limited') {
      const { retryAfter = 60 } = error.extra as { retryAfter?: number };
      reply.header('retry-after', String(retryAfter));
    }
    throw error;
  }
}

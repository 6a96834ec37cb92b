import { DomainError } from '../../platform/errors/index.ts';
import { hashSecret } from '../../platform/secrets/index.ts';
import { headersOf, type Access, type Incoming } from './access.ts';

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

/** Signs an account in, by the cookies of the answer. */
export async function startSession(
  access: Access,
  request: Incoming,
  reply: Answer,
  accountId: string,
): Promise<void> {
  const auth = await access.auth();
  const { headers } = await auth.api.startSession({
    body: { accountId },
    headers: headersOf(request),
    returnHeaders: true,
  });
  carryCookies(reply, headers);
}

/**
 * Runs what is counted under these keys, each so many times a minute; `forget` takes this one back.
 * @throws DomainError `rate_limited`, with Retry-After.
 */
export async function limited<T>(
  access: Pick<Access, 'attempts'>,
  reply: Answer,
  keys: string[],
  run: (forget: () => void) => Promise<T>,
): Promise<T> {
  try {
    const attempt = access.attempts.start(...keys);
    return await run(() => {
      attempt.succeeded();
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'rate_limited') {
      const { retryAfter = 60 } = error.extra as { retryAfter?: number };
      reply.header('retry-after', String(retryAfter));
    }
    throw error;
  }
}

/**
 * Runs what a stranger may try: counted for their address and the keys given, unless it succeeds.
 * @throws DomainError `rate_limited`, with Retry-After.
 */
export const tryOnce = <T>(
  access: Pick<Access, 'attempts'>,
  request: Pick<Incoming, 'ip'>,
  reply: Answer,
  keys: string[],
  run: () => Promise<T>,
): Promise<T> =>
  limited(access, reply, [`address:${request.ip}`, ...keys], async (forget) => {
    const result = await run();
    forget();
    return result;
  });

/**
 * Runs what the holder of a link may try: counted for the link alone. A whole class may come from one
 * address in one minute; only links that nobody ever sent are counted for that.
 * @throws DomainError `rate_limited`, with Retry-After.
 */
export const tryLink = <T>(
  access: Pick<Access, 'attempts'>,
  request: Pick<Incoming, 'ip'>,
  reply: Answer,
  token: string,
  run: () => Promise<T>,
): Promise<T> =>
  limited(access, reply, [`link:${hashSecret(token).toString('base64')}`], async (forget) => {
    const address = `address:${request.ip}`;
    access.attempts.assertLeft(address);
    try {
      const result = await run();
      forget();
      return result;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'link_invalid') access.attempts.start(address);
      throw error;
    }
  });

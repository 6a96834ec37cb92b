import { DomainError } from '../../platform/errors/index.ts';

export interface Originated {
  method: string;
  headers: Record<string, string | string[] | undefined>;
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser says where a request that changes something comes from; it has to be our own page. A
 * program that is no browser says nothing, and has no cookie that somebody else could spend.
 * @throws DomainError `wrong_origin`.
 */
export function assertOwnOrigin(request: Originated, publicUrl: string): void {
  if (reading.has(request.method)) return;
  const { origin, host } = request.headers;
  if (origin === undefined) {
    const site = request.headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return;
    throw wrongOrigin();
  }
  if (origin === new URL(publicUrl).origin) return;
  if (typeof origin === 'string' && URL.canParse(origin) && new URL(origin).host === host) return;
  throw wrongOrigin();
}

const wrongOrigin = () =>
  new DomainError('wrong_origin', 'This request comes from another page than Usher’s own.');

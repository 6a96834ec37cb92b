import { valueAt } from './path-rules.ts';

/** How to come from one page to the next. */
export type Paging =
  | { kind: 'none' }
  /** A link in the answer at `path`, or without one in the header Link with rel="next" (RFC 8288). */
  | { kind: 'link'; path: string | null }
  /** Numbered pages up to an empty one; behind one with fewer than `size` people there need not be another. */
  | { kind: 'page'; parameter: string; first: number; size: number | null }
  | { kind: 'cursor'; parameter: string; path: string };

export interface PageAsk {
  url: URL;
  body: unknown;
  page?: number;
}

export interface PageAnswer {
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
  /** People on this page. */
  count: number;
}

/** What to ask for to begin with. */
export const firstPage = (paging: Paging, ask: PageAsk): PageAsk =>
  paging.kind === 'page' ? withParameter(ask, paging, paging.first) : ask;

/**
 * What to ask for after an answer; undefined: that was all. `unclear`: there is a next page, told in a way that
 * cannot be followed, and whoever is on it must not count as gone.
 */
export function nextPage(paging: Paging, ask: PageAsk, answer: PageAnswer): PageAsk | undefined | 'unclear' {
  switch (paging.kind) {
    case 'none':
      return undefined;
    case 'link': {
      const link = paging.path === null ? linkHeader(answer) : valueAt(answer.body, paging.path);
      if (isNothing(link)) return undefined;
      const ok = typeof link === 'string' && URL.canParse(link, ask.url);
      return ok ? { ...ask, url: new URL(link, ask.url) } : 'unclear';
    }
    case 'page':
      return answer.count === 0 ? undefined : withParameter(ask, paging, (ask.page ?? paging.first) + 1);
    case 'cursor': {
      const cursor = valueAt(answer.body, paging.path);
      if (isNothing(cursor)) return undefined;
      if (typeof cursor !== 'string' && typeof cursor !== 'number') return 'unclear';
      return withParameter(ask, paging, cursor);
    }
  }
}

/** Whether an answer may have been the last: only the next one tells, since a server may cap what is asked for. */
export const isShort = (paging: Paging, count: number): boolean =>
  paging.kind === 'page' && paging.size !== null && count < paging.size;

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === false;

/** Sets a parameter in the address; where it stands in the body already, there. */
function withParameter(
  ask: PageAsk,
  paging: { kind: string; parameter: string },
  value: string | number,
): PageAsk {
  const page = paging.kind === 'page' ? { page: Number(value) } : {};
  const { body } = ask;
  if (body !== null && typeof body === 'object' && Object.hasOwn(body, paging.parameter))
    return { ...ask, ...page, body: { ...body, [paging.parameter]: value } };
  const url = new URL(ask.url);
  url.searchParams.set(paging.parameter, String(value));
  return { ...ask, ...page, url };
}

function linkHeader(answer: PageAnswer): string | undefined {
  const header = [answer.headers.link].flat().join(', ');
  return /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(header)?.[1];
}

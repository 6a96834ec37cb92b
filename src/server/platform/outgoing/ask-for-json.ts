import { request, type Dispatcher } from 'undici';
import { DomainError } from '../errors/index.ts';
import type { Outgoing } from './guard.ts';

export interface JsonRequest {
  url: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: unknown;
}

export interface JsonAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Parsed; undefined where it is no JSON. */
  body: unknown;
}

/** Larger than this, an answer is not read on. */
const largest = 256 * 1024 * 1024;
const mostRedirects = 5;

/**
 * Asks another system for JSON. Redirects are followed within the same origin alone, since what
 * would be sent on to another holds secrets; each goes through the same guard again.
 * @throws DomainError `host_refused`, `connection_failed`; errors of the connection as they are.
 */
export async function askForJson(outgoing: Outgoing, ask: JsonRequest): Promise<JsonAnswer> {
  let url = ask.url;
  for (let redirects = 0; ; redirects += 1) {
    refuseScheme(outgoing, url);
    const answer = await request(url, {
      dispatcher: outgoing.dispatcher,
      method: ask.method,
      headers: {
        accept: 'application/json',
        'user-agent': 'Usher',
        ...(ask.body !== undefined && { 'content-type': 'application/json' }),
        ...ask.headers,
      },
      ...(ask.body !== undefined && { body: JSON.stringify(ask.body) }),
    });
    const { location } = answer.headers;
    if (answer.statusCode < 300 || answer.statusCode > 399 || typeof location !== 'string') {
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: await readJson(answer.body),
      };
    }
    await answer.body.dump();
    const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (redirects === mostRedirects || next?.origin !== url.origin) {
      const to = next ? next.host : 'nowhere';
      throw new DomainError(
        'connection_failed',
        `${url.host} sends us on to ${to}. Give the address that answers itself.`,
        { reason: 'redirected' },
      );
    }
    url = next;
  }
}

function refuseScheme(outgoing: Outgoing, url: URL): void {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && outgoing.allowPrivateHosts)) return;
  throw new DomainError(
    'host_refused',
    'Secrets and people are sent over https alone. For an http address on your own network, whoever runs Usher sets ALLOW_PRIVATE_HOSTS=1 and restarts it.',
  );
}

async function readJson(body: Dispatcher.ResponseData['body']): Promise<unknown> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > largest)
      throw new DomainError('connection_failed', 'The answer is larger than is taken.', {
        reason: 'too_big',
      });
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    return undefined;
  }
}

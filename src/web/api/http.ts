import { reportOffline, reportSignedOut } from './connection';
import { ApiProblem, Unreachable } from './problem';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface Options {
  query?: Query | undefined;
  body?: unknown;
  /** Keep one key for all tries of one deed, so that it is done once. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * One call to the server: JSON in and out.
 * Throws ApiProblem when it refuses, Unreachable when there is no answer.
 */
export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (method === 'POST') headers['idempotency-key'] = options.idempotencyKey ?? newKey();
  const response = await send(withQuery(path, options.query), {
    method,
    headers,
    credentials: 'same-origin',
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) =>
  request<T>('GET', path, { query, signal });
export const post = <T>(path: string, body?: unknown, idempotencyKey?: string) =>
  request<T>('POST', path, { body, idempotencyKey });
export const patch = <T>(path: string, body: unknown) => request<T>('PATCH', path, { body });
export const put = <T>(path: string, body: unknown) => request<T>('PUT', path, { body });
export const remove = (path: string) => request<undefined>('DELETE', path);

/** A fresh Idempotency-Key; also where the page is not served over https, which has no randomUUID. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A path with its query, the empty and the unset left out. */
export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init);
    reportOffline(false);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    reportOffline(true);
    throw new Unreachable();
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const code = typeof body.code === 'string' ? body.code : 'unknown';
  const detail = [body.detail, body.title].find((text) => typeof text === 'string');
  if (response.status === 401 && code === 'unauthenticated') reportSignedOut();
  return new ApiProblem(response.status, code, detail ?? `The server answered ${response.status}.`, body);
}

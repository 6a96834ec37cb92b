import { createApiKey } from '../../src/server/features/access/index.ts';
import { actingAs, execute, operator } from '../../src/server/platform/command/index.ts';
import type { ApiAnswer, TestApp, TestSpace } from './test-app.ts';

export interface ScimClient {
  token: string;
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>;
  send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer>;
}

/** An identity provider's connection to a space: a SCIM token of its own, SCIM's media type both ways. */
export async function connectScim(app: TestApp, space: TestSpace, name = 'Okta'): Promise<ScimClient> {
  const { key } = await execute(
    app.platform,
    { spaceId: space.id, caller: actingAs(operator) },
    createApiKey,
    { role: 'scim', name },
  );
  return scimClient(app, key);
}

/** `/scim/v2` with this token; paths begin with a slash. */
export function scimClient(app: TestApp, token: string): ScimClient {
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> => {
    const answer = await app.http.inject({
      method,
      url: `/scim/v2${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/scim+json, application/json',
        ...(body !== undefined && { 'content-type': 'application/scim+json; charset=utf-8' }),
        ...headers,
      },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const isJson = answer.headers['content-type']?.includes('json') ?? false;
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson && answer.body ? answer.json() : answer.body,
    };
  };
  return { token, get: (path, headers) => send('GET', path, undefined, headers), send };
}

/** A search as clients write it in an address. */
export const searchFor = (filter: string, rest = ''): string =>
  `/Users?filter=${encodeURIComponent(filter)}${rest}`;

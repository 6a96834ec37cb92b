import { invitationToken } from '../../src/server/features/invitations/index.ts';
import { call, type ApiAnswer, type TestApp, type TestSpace } from './test-app.ts';

export const password = 'a quiet long password';

/** The cookies that an answer sets, as a browser sends them back. */
export const cookieOf = (answer: Pick<ApiAnswer, 'headers'>): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');

/** Somebody who is signed in: calls any address with their cookie. */
export interface Person {
  userId: string;
  cookie: string;
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer>;
}

async function claimWith(app: TestApp, userId: string, token: string): Promise<Person> {
  const claimed = await call(app.http, 'POST', '/api/v1/claim', { token, password });
  if (claimed.status !== 200) throw new Error(`claiming answered ${claimed.status}`);
  const cookie = cookieOf(claimed);
  return {
    userId,
    cookie,
    call: (method, path, body, headers = {}) => call(app.http, method, path, body, { cookie, ...headers }),
  };
}

/** The Owner of a space, who claims and is signed in. */
export const ownerOf = (app: TestApp, space: TestSpace): Promise<Person> =>
  claimWith(app, space.ownerId, space.ownerToken);

/** Invites somebody, who claims with `password` and is signed in. */
export async function join(
  app: TestApp,
  space: TestSpace,
  user: { email: string; role?: 'admin' | 'member'; firstName?: string; lastName?: string },
): Promise<Person> {
  const { body } = await space.api('POST', '/users', { users: [user] });
  const { userId } = (body as { results: [{ userId: string }] }).results[0];
  const token = invitationToken(app.platform.secrets, { spaceId: space.id, userId, generation: 1 });
  return claimWith(app, userId, token);
}

import type { Config } from '../../config.ts';
import type { Caller, Platform } from '../../platform/command/index.ts';
import { apiKeyCaller } from './api-key-caller.ts';
import { Attempts } from './attempts.ts';
import { refusalOf } from './auth-answers.ts';
import type { Auth } from './auth.ts';
import { addressHeader } from './auth-rules.ts';
import { assertOwnOrigin } from './origin-rules.ts';
import { sessionCaller } from './session-caller.ts';

/** What of an HTTP request counts here. */
export interface Incoming {
  method: string;
  url: string;
  ip: string;
  headers: Record<string, string | string[] | undefined>;
}

export interface SignedIn {
  sessionId: string;
  accountId: string;
  email: string;
  name: string;
  twoFactorEnabled: boolean;
}

/** Everything about who is at the door: made once in app.ts, used by the routes of this feature. */
export interface Access {
  platform: Platform;
  config: Config;
  /** The sign-in library: loaded when it is first asked for, since a fifth of a start would be reading it. */
  auth(): Promise<Auth>;
  /** Failed tries of one address, and of one account. */
  attempts: Attempts;
  /**
   * Who a request speaks for: a bearer key, else the session of its cookie; undefined: nobody.
   * @throws DomainError `wrong_origin` where another site's page sent it.
   */
  authenticate(request: Incoming): Promise<Caller | undefined>;
  /** The account that is signed in, read once a request. */
  signedIn(request: Incoming): Promise<SignedIn | undefined>;
}

export function createAccess(platform: Platform, config: Config): Access {
  let auth: Promise<Auth> | undefined;
  const sessions = new WeakMap<Incoming, Promise<SignedIn | undefined>>();
  const signedIn = (request: Incoming) => {
    const known = sessions.get(request);
    if (known) return known;
    const read = readSession(access, request);
    sessions.set(request, read);
    return read;
  };
  const access: Access = {
    platform,
    config,
    auth: () => (auth ??= import('./auth.ts').then(({ createAuth }) => createAuth(platform, config))),
    attempts: new Attempts(config.RATE_LIMIT_SIGN_IN),
    signedIn,
    async authenticate(request) {
      const authorization = request.headers.authorization;
      if (typeof authorization === 'string' && /^bearer /i.test(authorization)) {
        return apiKeyCaller(platform.database, authorization.slice(7).trim());
      }
      assertOwnOrigin(request, config.publicUrl);
      const session = await signedIn(request);
      return session && sessionCaller(platform.database, session);
    },
  };
  return access;
}

async function readSession(access: Access, request: Incoming): Promise<SignedIn | undefined> {
  if (!request.headers.cookie?.includes('usher.session_token=')) return undefined;
  const auth = await access.auth();
  const found = await auth.api.getSession({
    headers: headersOf(request),
    query: { disableRefresh: true },
  });
  if (!found) return undefined;
  const { session, user } = found;
  return {
    sessionId: session.id,
    accountId: user.id,
    email: user.email,
    name: user.name,
    twoFactorEnabled: user.twoFactorEnabled ?? false,
  };
}

/** A request's headers as the library reads them, with the address it came from. */
export function headersOf(request: Incoming): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'user-agent', 'content-type', 'accept']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  headers.set(addressHeader, request.ip);
  return headers;
}

/** Runs a call of the library, its refusals told in our codes. */
export async function asking<T>(access: Access, ask: (auth: Auth) => Promise<T>): Promise<T> {
  const auth = await access.auth();
  try {
    return await ask(auth);
  } catch (error) {
    const { isAPIError } = await import('better-auth/api');
    if (isAPIError(error)) throw refusalOf(error.statusCode, error.body);
    throw error;
  }
}

import { z } from 'zod';
import { withoutSpace } from '../../platform/database/index.ts';
import { operation, type Http } from '../../platform/http/index.ts';
import { emailKey } from '../users/index.ts';
import { asking, headersOf, type Access } from './access.ts';
import { endSession } from './account-page-queries.ts';
import { carryCookies, tryOnce } from './answers.ts';
import { readSessionState } from './read-session.ts';
import { Session, SignInInput, SignInResult } from './schemas.ts';

/** Signing in and out, and who is signed in. */
export function registerSessionRoutes(app: Http, access: Access): void {
  app.get(
    '/api/v1/session',
    {
      schema: operation({
        id: 'getSession',
        summary: 'Who is signed in, and their spaces',
        tag: 'Access',
        answers: { 200: Session },
      }),
    },
    async (request, reply) => {
      const signedIn = await access.signedIn(request);
      if (signedIn) {
        // The one call that prolongs the session, in the table and in the cookie.
        const auth = await access.auth();
        const { headers } = await auth.api.getSession({
          headers: headersOf(request),
          returnHeaders: true,
        });
        carryCookies(reply, headers);
      }
      return readSessionState(access, signedIn);
    },
  );

  app.post(
    '/api/v1/sign-in',
    {
      schema: {
        ...operation({
          id: 'signIn',
          summary: 'Sign in with e-mail and password; sets the session’s cookie',
          tag: 'Access',
          answers: { 200: SignInResult },
          problems: ['invalid_credentials', 'wrong_origin'],
        }),
        body: SignInInput,
      },
    },
    async (request, reply) => {
      const email = emailKey(request.body.email);
      const { password } = request.body;
      return tryOnce(access, request, reply, [`account:${email}`], async () => {
        const { headers, response } = await asking(access, (auth) =>
          auth.api.signInEmail({
            body: { email, password },
            headers: headersOf(request),
            returnHeaders: true,
          }),
        );
        carryCookies(reply, headers);
        const before = await access.signedIn(request);
        if (before) await withoutSpace(access.platform.database, (tx) => endSession(tx, before.sessionId));
        return { twoFactorRequired: 'twoFactorRedirect' in response };
      });
    },
  );

  app.post(
    '/api/v1/sign-out',
    {
      schema: operation({
        id: 'signOut',
        summary: 'End this session',
        tag: 'Access',
        answers: { 204: z.null() },
      }),
    },
    async (request, reply) => {
      const { headers } = await asking(access, (auth) =>
        auth.api.signOut({ headers: headersOf(request), returnHeaders: true }),
      );
      carryCookies(reply, headers);
      return reply.status(204).send(null);
    },
  );
}

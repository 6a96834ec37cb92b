import { z } from 'zod';
import { withoutSpace } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { operation, type Http } from '../../platform/http/index.ts';
import type { Access, Incoming } from './access.ts';
import { readAccountPage } from './account-page.ts';
import { deleteSessions, renameAccount } from './account-page-queries.ts';
import { AccountName, AccountPage, Ended, PasswordChange, SessionParams } from './account-schemas.ts';
import { startSession, tryOnce } from './answers.ts';
import { changePassword } from './change-password.ts';

/** The account of who is signed in; second factor and passkeys are behind `/api/auth`. */
export function registerAccountRoutes(app: Http, access: Access): void {
  const { platform } = access;
  const { database } = platform;
  const schema = <R extends z.ZodType>(id: string, summary: string, answers: Record<number, R>) =>
    operation({ id, summary, tag: 'Account', answers, problems: ['wrong_origin'] });

  app.get(
    '/api/v1/account',
    {
      schema: schema('getAccount', 'One’s account: second factor, passkeys, sessions', { 200: AccountPage }),
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return readAccountPage(access, await whoIs(access, request));
    },
  );

  app.patch(
    '/api/v1/account',
    { schema: { ...schema('renameAccount', 'Change one’s name', { 200: AccountName }), body: AccountName } },
    async (request) => {
      const { accountId } = await whoIs(access, request);
      const { name } = request.body;
      await withoutSpace(database, (tx) => renameAccount(tx, accountId, name, platform.clock.now()));
      return { name };
    },
  );

  app.post(
    '/api/v1/account/password',
    {
      schema: {
        ...operation({
          id: 'changePassword',
          summary: 'Change one’s password; ends every other session, and tells by mail',
          tag: 'Account',
          answers: { 204: z.null() },
          problems: ['invalid_credentials', 'wrong_origin'],
        }),
        body: PasswordChange,
      },
    },
    async (request, reply) => {
      const signedIn = await whoIs(access, request);
      return tryOnce(access, request, reply, [`account:${signedIn.email}`], async () => {
        await changePassword(platform, signedIn, request.body);
        await startSession(access, request, reply, signedIn.accountId);
        return reply.status(204).send(null);
      });
    },
  );

  app.delete(
    '/api/v1/account/sessions/:id',
    {
      schema: {
        ...schema('endSession', 'Sign out one session of one’s own', { 204: z.null() }),
        params: SessionParams,
      },
    },
    async (request, reply) => {
      const { accountId } = await whoIs(access, request);
      const { id } = request.params;
      if ((await withoutSpace(database, (tx) => deleteSessions(tx, accountId, { id }))) === 0) {
        throw notFound('There is no such session.');
      }
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/api/v1/account/sessions/end-others',
    { schema: schema('endOtherSessions', 'Sign out everywhere but here', { 200: Ended }) },
    async (request) => {
      const { accountId, sessionId } = await whoIs(access, request);
      const ended = await withoutSpace(database, (tx) =>
        deleteSessions(tx, accountId, { allBut: sessionId }),
      );
      return { ended };
    },
  );
}

/** @throws DomainError `unauthenticated` where nobody is signed in: an API key has no account. */
async function whoIs(access: Access, request: Incoming) {
  const signedIn = await access.signedIn(request);
  if (!signedIn) throw new DomainError('unauthenticated', 'Sign in first.');
  return signedIn;
}

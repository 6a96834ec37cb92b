import { z } from 'zod';
import { notFound } from '../../platform/errors/index.ts';
import { operation, type Http } from '../../platform/http/index.ts';
import { PageQuery } from '../../platform/paging/index.ts';
import { emailKey } from '../users/index.ts';
import type { Access } from './access.ts';
import { limited, tryOnce } from './answers.ts';
import { readKeptMails } from './kept-mails.ts';
import { comesFromOwnMachine } from './own-machine-rules.ts';
import { checkReset, requestReset, resetPassword } from './reset-password.ts';
import { ForgottenInput, KeptMails, ResetCheck, ResetCheckInput, ResetInput } from './reset-schemas.ts';

/** A forgotten password: asking for a link, and choosing a new one by it. */
export function registerResetRoutes(app: Http, access: Access): void {
  const { platform, config } = access;

  app.post(
    '/api/v1/password-resets',
    {
      schema: {
        ...operation({
          id: 'requestPasswordReset',
          summary: 'Send a link to choose a new password; the same answer whether there is such an account',
          tag: 'Access',
          answers: { 202: z.object({}) },
          problems: ['wrong_origin'],
        }),
        body: ForgottenInput,
      },
    },
    // Counted whatever becomes of it: each call may send a mail.
    (request, reply) =>
      limited(access, reply, [`reset:${request.ip}`], async () => {
        await requestReset(platform, emailKey(request.body.email));
        return reply.status(202).header('cache-control', 'no-store').send({});
      }),
  );

  app.post(
    '/api/v1/password-resets/check',
    {
      schema: {
        ...operation({
          id: 'checkPasswordReset',
          summary: 'Whose password a link changes; uses nothing up',
          tag: 'Access',
          answers: { 200: ResetCheck },
          problems: ['link_invalid', 'wrong_origin'],
        }),
        body: ResetCheckInput,
      },
    },
    (request, reply) =>
      tryOnce(access, request, reply, [], async () => {
        const { email } = await checkReset(platform, request.body.token);
        return { email };
      }),
  );

  app.post(
    '/api/v1/password-resets/use',
    {
      schema: {
        ...operation({
          id: 'resetPassword',
          summary: 'Choose a new password by a link; ends every session of the account',
          tag: 'Access',
          answers: { 204: z.null() },
          problems: ['link_invalid', 'wrong_origin'],
        }),
        body: ResetInput,
      },
    },
    (request, reply) =>
      tryOnce(access, request, reply, [], async () => {
        await resetPassword(platform, request.body.token, request.body.password);
        return reply.status(204).send(null);
      }),
  );

  app.get(
    '/api/v1/account-mails',
    {
      schema: {
        ...operation({
          id: 'listAccountMails',
          summary: 'On a machine of one’s own alone: the account mails that no mail server was there for',
          tag: 'Access',
          answers: { 200: KeptMails },
        }),
        querystring: PageQuery,
      },
    },
    async (request, reply) => {
      if (!comesFromOwnMachine(config, request)) throw notFound();
      void reply.header('cache-control', 'no-store');
      return readKeptMails(platform, request.query, config.publicUrl);
    },
  );
}

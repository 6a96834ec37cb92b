import { z } from 'zod';
import type { Platform } from '../../platform/command/index.ts';
import {
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../platform/http/index.ts';
import { listMails } from './list-mails.ts';
import { serverOf } from './outbox-rules.ts';
import { readMail, readMailHtml, type LinkDeps } from './read-mail.ts';
import { Mail, MailList, MailListQuery, MailSettings, SentAgain, TestMailInput } from './schemas.ts';
import { sendAgain } from './send-again.ts';
import { sendTestMail } from './send-test-mail.ts';

const tag = 'Outbox';
const MailParams = SpaceParams.extend({ id: z.uuid() });

/**
 * A mail's own page may show its own styles and nothing else: no script, no request, no form. It
 * stands in a frame of the Outbox alone.
 */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox";

/** The Outbox: what was sent to whom, and what the mail server said. */
export function registerOutboxRoutes(app: Http, platform: Platform, deps: LinkDeps): void {
  app.get(
    spaceUrl('/mails'),
    {
      schema: {
        ...operation({
          id: 'listMails',
          summary: 'E-mails of the space, newest first',
          tag,
          answers: { 200: MailList },
        }),
        params: SpaceParams,
        querystring: MailListQuery,
      },
    },
    (request) => runQuery(platform, request, 'manage_users', (ctx) => listMails(ctx, request.query)),
  );

  app.get(
    spaceUrl('/mails/:id'),
    {
      schema: {
        ...operation({
          id: 'getMail',
          summary: 'One e-mail as it was sent, its links blanked',
          tag,
          answers: { 200: Mail },
        }),
        params: MailParams,
      },
    },
    (request) => runQuery(platform, request, 'manage_users', (ctx) => readMail(ctx, request.params.id, deps)),
  );

  app.get(
    spaceUrl('/mails/:id/html'),
    { schema: { hide: true, params: MailParams } },
    async (request, reply) => {
      const html = await runQuery(platform, request, 'manage_users', (ctx) =>
        readMailHtml(ctx, request.params.id),
      );
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', mailPolicy)
        .header('cache-control', 'no-store')
        .send(html);
    },
  );

  app.post(
    spaceUrl('/mails/:id/send-again'),
    {
      schema: {
        ...operation({
          id: 'sendMailAgain',
          summary: 'Send an e-mail again; an invitation goes out with a fresh link',
          tag,
          answers: { 200: SentAgain },
          problems: ['invalid_state', 'idempotency_key_reused'],
          idempotent: true,
        }),
        params: MailParams,
      },
    },
    (request) => runCommand(platform, request, sendAgain, { id: request.params.id }),
  );

  app.post(
    spaceUrl('/mails/test'),
    {
      schema: {
        ...operation({
          id: 'sendTestMail',
          summary: 'Send a test mail; its state in the Outbox says what the mail server answered',
          tag,
          answers: { 200: z.object({ id: z.uuid() }) },
          problems: ['idempotency_key_reused'],
          idempotent: true,
        }),
        params: SpaceParams,
        body: TestMailInput,
      },
    },
    (request) => runCommand(platform, request, sendTestMail, request.body),
  );

  app.get(
    spaceUrl('/mail-settings'),
    {
      schema: {
        ...operation({
          id: 'getMailSettings',
          summary: 'How mail is sent here; the operator sets it',
          tag,
          answers: { 200: MailSettings },
        }),
        params: SpaceParams,
      },
    },
    (request) => runQuery(platform, request, 'manage_space', () => Promise.resolve(settingsOf(deps))),
  );
}

const settingsOf = ({ config, linksCanBeOpened }: LinkDeps): MailSettings => ({
  ...serverOf(config.SMTP_URL),
  from: config.MAIL_FROM,
  linksCanBeOpened,
});

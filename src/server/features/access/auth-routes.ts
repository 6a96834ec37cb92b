import { DomainError } from '../../platform/errors/index.ts';
import type { Http } from '../../platform/http/index.ts';
import { headersOf, type Access, type Incoming } from './access.ts';
import { carryCookies, tryOnce, type Answer } from './answers.ts';
import { refusalOf } from './auth-answers.ts';

/** What of the sign-in library a browser may reach; all else of it is used by our own routes or not at all. */
const open = new Set([
  '/sign-out',
  '/change-password',
  '/reset-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/two-factor/generate-backup-codes',
  '/passkey/generate-register-options',
  '/passkey/generate-authenticate-options',
  '/passkey/verify-registration',
  '/passkey/verify-authentication',
  '/passkey/list-user-passkeys',
  '/passkey/delete-passkey',
  '/passkey/update-passkey',
]);

const base = '/api/auth';

/** The sign-in library's own addresses, for second factors, passkeys and passwords. */
export function registerAuthRoutes(app: Http, access: Access): void {
  app.route({
    method: ['GET', 'POST'],
    url: `${base}/*`,
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = request.url.slice(base.length).split('?')[0] ?? '';
      if (!open.has(path)) throw new DomainError('not_found', 'There is nothing at this address.');
      const pass = () => forward(access, request, reply);
      return request.method === 'GET' ? pass() : tryOnce(access, request, reply, [], pass);
    },
  });
}

async function forward(
  access: Access,
  request: Incoming & { body?: unknown },
  reply: Answer,
): Promise<unknown> {
  const headers = headersOf(request);
  const body = request.method === 'GET' ? null : JSON.stringify(request.body ?? {});
  if (body !== null) headers.set('content-type', 'application/json');
  const url = new URL(request.url, access.config.publicUrl);
  const answer = await access.auth.handler(new Request(url, { method: request.method, headers, body }));
  const content: unknown = await answer.json().catch(() => null);
  carryCookies(reply, answer.headers);
  if (answer.status >= 400) throw refusalOf(answer.status, content);
  return withoutToken(content) ?? {};
}

/** The session's token belongs into its cookie, where no script can read it. */
function withoutToken(content: unknown): unknown {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return content;
  const { token: _, session: _session, ...rest } = content as Record<string, unknown>;
  return rest;
}

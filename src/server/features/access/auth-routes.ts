import { withoutSpace } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import type { Http } from '../../platform/http/index.ts';
import { headersOf, type Access, type Incoming, type SignedIn } from './access.ts';
import type { AccountMailKind } from './account-mail-queries.ts';
import { endSession } from './account-page-queries.ts';
import { carryCookies, tryOnce, type Answer } from './answers.ts';
import { refusalOf } from './auth-answers.ts';
import { queueAccountMail } from './queue-account-mail.ts';

/** What of the sign-in library a browser may reach; all else of it is used by our own routes or not at all. */
const open = new Set([
  '/sign-out',
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

/** The sign-in library's own addresses, for second factors and passkeys. */
export function registerAuthRoutes(app: Http, access: Access): void {
  app.route({
    method: ['GET', 'POST'],
    url: `${base}/*`,
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = request.url.slice(base.length).split('?')[0] ?? '';
      if (!open.has(path)) throw new DomainError('not_found', 'There is nothing at this address.');
      const signedIn = await access.signedIn(request);
      const pass = async () => {
        const content = await forward(access, request, reply);
        if (signedIn) await afterwards(access, path, signedIn);
        return content;
      };
      if (request.method === 'GET') return pass();
      return tryOnce(access, request, reply, signedIn ? [`account:${signedIn.email}`] : [], pass);
    },
  });
}

const told: Record<string, AccountMailKind> = {
  '/two-factor/disable': 'second_factor_off',
  '/two-factor/generate-backup-codes': 'recovery_codes_made',
  '/passkey/verify-registration': 'passkey_added',
  '/passkey/delete-passkey': 'passkey_removed',
};

/** What follows a call by somebody signed in: word of the change, and no second session of one browser. */
async function afterwards({ platform }: Access, path: string, signedIn: SignedIn): Promise<void> {
  const { accountId, sessionId, twoFactorEnabled } = signedIn;
  const switchedOn = path === '/two-factor/verify-totp' && !twoFactorEnabled;
  const kind = switchedOn ? 'second_factor_on' : told[path];
  await withoutSpace(platform.database, async (tx) => {
    if (kind) await queueAccountMail(platform, tx, kind, accountId);
    if (path === '/passkey/verify-authentication') await endSession(tx, sessionId);
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
  const auth = await access.auth();
  const answer = await auth.handler(new Request(url, { method: request.method, headers, body }));
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

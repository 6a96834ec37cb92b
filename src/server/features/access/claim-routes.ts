import { withoutSpace } from '../../platform/database/index.ts';
import { operation, type Http } from '../../platform/http/index.ts';
import { asking, headersOf, type Access } from './access.ts';
import { endSession } from './account-page-queries.ts';
import { carryCookies, startSession, tryLink } from './answers.ts';
import { claim, previewClaim } from './claim.ts';
import { Claimed, ClaimInput, ClaimPreview, ClaimPreviewInput } from './schemas.ts';

const linkProblems = [
  'link_invalid',
  'link_expired',
  'link_used',
  'newer_link_sent',
  'link_off',
  'seats_exhausted',
  'wrong_origin',
] as const;

/** Claiming an invitation. Reading an address claims nothing: mail scanners open links. */
export function registerClaimRoutes(app: Http, access: Access): void {
  const { platform } = access;

  app.post(
    '/api/v1/claim/preview',
    {
      schema: {
        ...operation({
          id: 'previewClaim',
          summary: 'What a link offers, for its holder; claims nothing',
          tag: 'Access',
          answers: { 200: ClaimPreview },
          problems: [...linkProblems],
        }),
        body: ClaimPreviewInput,
      },
    },
    (request, reply) =>
      tryLink(access, request, reply, request.body.token, async () => {
        const { accountId, ...offer } = await previewClaim(platform, request.body.token);
        const signedIn = await access.signedIn(request);
        return { ...offer, signedIn: accountId !== undefined && signedIn?.accountId === accountId };
      }),
  );

  app.post(
    '/api/v1/claim',
    {
      schema: {
        ...operation({
          id: 'claim',
          summary: 'Claim an invitation: sets the password (or proves the account’s), and signs in',
          tag: 'Access',
          answers: { 200: Claimed },
          problems: [...linkProblems, 'invalid_credentials', 'user_exists'],
        }),
        body: ClaimInput,
      },
    },
    (request, reply) =>
      tryLink(access, request, reply, request.body.token, async () => {
        const { token, ...given } = request.body;
        const before = await access.signedIn(request);
        const claimed = await claim(platform, token, { ...given, signedIn: before?.accountId });
        const { space, role, twoFactorRequired } = claimed;
        const answer = { space: { slug: space.slug }, role, twoFactorRequired };
        if (claimed.twoFactorRequired) {
          const body = { email: claimed.email, password: given.password ?? '' };
          const options = { headers: headersOf(request), returnHeaders: true } as const;
          const { headers } = await asking(access, (auth) => auth.api.signInEmail({ body, ...options }));
          carryCookies(reply, headers);
        } else if (before?.accountId !== claimed.accountId) {
          await startSession(access, request, reply, claimed.accountId);
          if (before) await withoutSpace(platform.database, (tx) => endSession(tx, before.sessionId));
        }
        return answer;
      }),
  );
}

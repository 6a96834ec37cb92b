import { operation, type Http } from '../../platform/http/index.ts';
import { asking, headersOf, type Access } from './access.ts';
import { carryCookies, tryOnce } from './answers.ts';
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
      tryOnce(access, request, reply, [], async () => {
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
      tryOnce(access, request, reply, [], async () => {
        const { token, ...given } = request.body;
        const signedIn = (await access.signedIn(request))?.accountId;
        const { accountId, email, twoFactorEnabled, space, role } = await claim(platform, token, {
          ...given,
          signedIn,
        });
        const claimed = { space: { slug: space.slug }, role };
        if (signedIn === accountId) return { ...claimed, twoFactorRequired: false };
        const { password = '' } = given;
        const options = { headers: headersOf(request), returnHeaders: true } as const;
        const { headers } = twoFactorEnabled
          ? await asking(() => access.auth.api.signInEmail({ body: { email, password }, ...options }))
          : await access.auth.api.startSession({ body: { accountId }, ...options });
        carryCookies(reply, headers);
        return { ...claimed, twoFactorRequired: twoFactorEnabled };
      }),
  );
}

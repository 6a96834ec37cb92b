import type { Platform } from '../../platform/command/index.ts';
import { operation, runCommand, SpaceParams, spaceUrl, type Http } from '../../platform/http/index.ts';
import { inviteUsers } from './invite-users.ts';
import { registerOpenLinkRoutes } from './open-link-routes.ts';
import { InviteUsersInput, InviteUsersResult } from './schemas.ts';

const megabyte = 1024 * 1024;

export function registerInvitationRoutes(app: Http, platform: Platform, publicUrl: string): void {
  registerOpenLinkRoutes(app, platform, publicUrl);
  app.post(
    spaceUrl('/users'),
    {
      bodyLimit: 32 * megabyte,
      schema: {
        ...operation({
          id: 'inviteUsers',
          summary: 'Invite up to 100,000 people; each invitation takes a seat when it is sent',
          tag: 'Users',
          answers: { 200: InviteUsersResult },
          problems: ['seats_exhausted', 'idempotency_key_reused', 'payload_too_large'],
          idempotent: true,
        }),
        params: SpaceParams,
        body: InviteUsersInput,
      },
    },
    (request) => runCommand(platform, request, inviteUsers, request.body),
  );
}

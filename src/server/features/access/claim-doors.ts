import { actingAs, execute, query, type Platform } from '../../platform/command/index.ts';
import { readInvitationToken, readJoinToken } from '../invitations/index.ts';
import { claimInvitation, type ClaimingAccount } from './claim-invitation.ts';
import { claimJoin } from './claim-join.ts';
import { linkInvalid } from './claim-rules.ts';
import { openInvitation } from './open-invitation.ts';
import { openJoin } from './open-join.ts';

/** What a link offers its holder, before it is claimed. */
export interface Offer {
  space: { slug: string; name: string };
  email: string;
  firstName: string;
  lastName: string;
  invitedBy: string;
  message: string;
  role: 'owner' | 'admin' | 'member';
}

export interface Claimant {
  account: ClaimingAccount;
  firstName: string | undefined;
  lastName: string | undefined;
}

/** The way into a space that a link opens: an invitation's, or that of who asked by an open link. */
export interface Door {
  open(): Promise<Offer>;
  claim(claimant: Claimant): Promise<{
    space: { slug: string };
    role: Offer['role'];
    userId: string;
    name: string;
  }>;
}

/** @throws DomainError `link_invalid` where the token is forged or torn. */
export function doorOf(platform: Platform, text: string): Door {
  const invitation = readInvitationToken(platform.secrets, text);
  if (invitation) {
    const { spaceId, userId, generation } = invitation;
    const request = { spaceId, caller: invitee(userId) };
    return {
      open: () => execute(platform, request, openInvitation, { userId, generation }),
      claim: (claimant) => execute(platform, request, claimInvitation, { userId, generation, ...claimant }),
    };
  }
  const join = readJoinToken(platform.secrets, text);
  if (!join) throw linkInvalid();
  const { spaceId, id, generation } = join;
  const request = { spaceId, caller: invitee(null) };
  return {
    open: () => query(platform, { ...request, permission: 'claim' }, (ctx) => openJoin(ctx, id, generation)),
    claim: (claimant) => execute(platform, request, claimJoin, { requestId: id, generation, ...claimant }),
  };
}

const invitee = (id: string | null) => actingAs({ kind: 'invitee', id, name: 'Invitee' });

import { DomainError } from '../../platform/errors/index.ts';

/** What decides whether a link can be claimed. */
export interface Claimable {
  status: 'invited' | 'active' | 'waiting' | 'deactivated';
  joinedAt: Date | null;
  generation: number;
  expiresAt: Date;
}

/** One answer to forged, torn and deleted alike: a stranger learns nothing. */
export const linkInvalid = () =>
  new DomainError(
    'link_invalid',
    'This link does not work. Open the newest invitation you were sent, or ask who invited you.',
  );

/**
 * Lets a link pass that can be claimed now.
 * @throws DomainError `link_invalid`, `link_used`, `newer_link_sent`, `link_expired`.
 */
export function assertClaimable<T extends Claimable>(
  invitation: T | undefined,
  generation: number,
  now: Date,
): T {
  if (!invitation) throw linkInvalid();
  if (invitation.status === 'deactivated') throw linkInvalid();
  if (invitation.joinedAt)
    throw new DomainError('link_used', 'This invitation was claimed before. Sign in instead.');
  if (invitation.status !== 'invited') throw linkInvalid();
  if (invitation.generation > generation) {
    throw new DomainError(
      'newer_link_sent',
      'A newer invitation was sent to you. Open the link in the latest e-mail.',
    );
  }
  if (invitation.generation < generation) throw linkInvalid();
  if (invitation.expiresAt <= now) {
    throw new DomainError(
      'link_expired',
      'This link has expired. Ask an Admin to send the invitation again; your place is kept.',
    );
  }
  return invitation;
}

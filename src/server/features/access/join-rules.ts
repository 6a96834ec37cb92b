import { DomainError } from '../../platform/errors/index.ts';
import { assertOpen, type Join } from '../invitations/index.ts';
import { linkInvalid } from './claim-rules.ts';

/** Full, or not yet this person's turn: nothing is held for them. */
export const noPlace = (
  message = 'Every place is taken at the moment. Your link goes on working: try again later, or ask whoever gave it to you.',
) => new DomainError('seats_exhausted', message);

/**
 * Lets the link pass that proves an address, where its holder may join now.
 * @throws DomainError `link_invalid`, `link_off`, `link_used`, `newer_link_sent`, `link_expired`, `seats_exhausted`.
 */
export function assertJoinable(join: Join | undefined, generation: number, now: Date): Join {
  if (!join) throw linkInvalid();
  const { request } = join;
  if (request.status === 'active')
    throw new DomainError('link_used', 'You are in this space already. Sign in instead.');
  if (request.status === 'deactivated') throw linkInvalid();
  if (request.generation > generation)
    throw new DomainError('newer_link_sent', 'You asked again since. Open the link in the latest e-mail.');
  if (request.generation < generation || request.claimedAt) throw linkInvalid();
  if (request.expiresAt <= now)
    throw new DomainError('link_expired', 'This link has expired. Ask again where you asked before.');
  // Whoever is Invited holds a seat already: the link's own limits are not about them.
  if (request.status === null) assertOpen(join.link, now);
  else if (!join.link?.active) assertOpen(join.link, now);
  if (request.status === 'waiting')
    throw noPlace('You are waiting for a place. Your invitation comes by e-mail as soon as one is free.');
  return join;
}

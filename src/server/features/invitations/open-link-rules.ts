import { DomainError } from '../../platform/errors/index.ts';

/** What decides whether an open link lets anybody in. */
export interface OpenLinkState {
  active: boolean;
  endsAt: Date | null;
  claimLimit: number | null;
  claims: number;
}

/** Whether its last day has gone by, or as many joined as may. */
export const hasEnded = ({ endsAt, claimLimit, claims }: OpenLinkState, now: Date): boolean =>
  (endsAt !== null && endsAt <= now) || (claimLimit !== null && claims >= claimLimit);

/**
 * Lets a link pass that is open now.
 * @throws DomainError `link_invalid` where there is none, `link_off` where it is closed, however that came.
 */
export function assertOpen<T extends OpenLinkState>(link: T | undefined, now: Date): T {
  if (!link) throw new DomainError('link_invalid', 'This link does not work. Ask whoever gave it to you.');
  if (!link.active || hasEnded(link, now)) {
    throw new DomainError('link_off', 'This link lets nobody in any more. Ask whoever gave it to you.');
  }
  return link;
}

/** Whether a link takes an address of this domain. */
export const takesAddress = (emailDomains: readonly string[], emailKey: string): boolean =>
  emailDomains.length === 0 || emailDomains.includes(emailKey.slice(emailKey.lastIndexOf('@') + 1));

/** How long the link works that proves an address. */
export const proofHours = 24;

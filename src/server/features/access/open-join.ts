import type { Context } from '../../platform/command/index.ts';
import { findJoin } from '../invitations/index.ts';
import { available, readPool } from '../seats/index.ts';
import { assertJoinable, noPlace } from './join-rules.ts';
import type { Offer } from './claim-doors.ts';

/**
 * What the page says to whom an open link's mail has brought. Full is said before a password is asked for.
 * @throws DomainError `link_invalid`, `link_off`, `link_used`, `newer_link_sent`, `link_expired`, `seats_exhausted`.
 */
export async function openJoin(ctx: Context, requestId: string, generation: number): Promise<Offer> {
  const { request } = assertJoinable(await findJoin(ctx, requestId, { lock: false }), generation, ctx.now);
  if (request.status === null && available(await readPool(ctx)) < 1) throw noPlace();
  const { space, email } = request;
  return { space, email, firstName: '', lastName: '', invitedBy: '', message: '', role: 'member' };
}

import { z } from 'zod';
import type { Caller } from '../../platform/command/index.ts';
import { DomainError } from '../../platform/errors/index.ts';
import { present, select, versionOf, type ScimUser, type Selection } from './present-rules.ts';
import type { Resource } from './resource-rules.ts';

export const Id = z.object({ id: z.string().max(200) });

/** Which attributes a client wants to see (RFC 7644, 3.9). */
export const Selected = z.object({
  attributes: z.string().max(2000).optional(),
  excludedAttributes: z.string().max(2000).optional(),
});

/**
 * The space is the token's own: SCIM's addresses name none.
 * @throws DomainError `unauthenticated` where there is no token of a space.
 */
export function locate({ caller }: { caller: Caller | undefined }): { spaceId: string; caller: Caller } {
  if (caller?.spaceId === undefined) {
    throw new DomainError('unauthenticated', 'Send the SCIM token of a space as a bearer token.');
  }
  return { spaceId: caller.spaceId, caller };
}

/** What a client sees of a User; their version goes into the ETag of the answer (RFC 7644, 3.14). */
export function showUser(
  reply: { header(name: string, value: string): unknown },
  user: ScimUser,
  { publicUrl, selection }: { publicUrl: string; selection: Selection },
): Resource {
  reply.header('etag', versionOf(user));
  return select(present(user, publicUrl), selection);
}

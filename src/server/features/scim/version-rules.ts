import { DomainError } from '../../platform/errors/index.ts';
import { versionOf, type ScimUser } from './present-rules.ts';

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/**
 * Whether an If-Match or If-None-Match names the version of this User, or any by `*`. Weak ETags match in both
 * (RFC 7644, 3.14), where HTTP itself lets only strong ones match in If-Match.
 */
export function namesVersion(header: string, user: ScimUser): boolean {
  const version = opaque(versionOf(user));
  return header.split(',').some((tag) => ['*', version].includes(opaque(tag)));
}

/** @throws DomainError `version_mismatch` where a client goes by another version than there is. */
export function assertVersion(user: ScimUser, ifMatch: string | undefined): void {
  if (ifMatch === undefined || namesVersion(ifMatch, user)) return;
  throw new DomainError(
    'version_mismatch',
    'This User has changed since the version that If-Match names. Read them again, then decide.',
  );
}

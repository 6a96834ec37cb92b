import { DomainError } from '../../../platform/errors/index.ts';
import { requiredColumns } from '../file-rules.ts';
import { missingSecret, type Settings } from './source-secrets.ts';
import type { SourceSecrets } from './source-schemas.ts';

const refuse = (path: string, message: string) =>
  new DomainError('invalid_request', 'Something in this source is not as it has to be.', {
    issues: [{ path, message }],
  });

/** @throws DomainError `invalid_request` where a source could not work like this. */
export function refuseUnusable(kind: string, settings: Settings, secrets: SourceSecrets): void {
  const missing = missingSecret(kind, settings, secrets);
  if (missing) throw refuse(`secrets.${missing}`, 'is needed');
  if (settings.vendor !== 'json') return;
  const url = new URL(String(settings.url));
  if (url.username !== '' || url.password !== '')
    throw refuse('settings.url', 'holds a password, which belongs into a header under secrets');
}

/**
 * Secrets that are kept are shown to nobody else, not even by an Admin who may not read them.
 * @throws DomainError `invalid_request` where there are some.
 */
export function refuseKeepingSecrets(kept: SourceSecrets): void {
  const [name] = Object.keys(kept);
  if (name !== undefined)
    throw refuse(`secrets.${name}`, 'is needed again: the address is another than it was kept for');
}

/** @throws DomainError `invalid_request` where an HRIS is not asked for a field that every row needs. */
export function refuseUnmapped(kind: string, mapping: Partial<Record<string, string>>): void {
  const missing = kind === 'hris' && requiredColumns.find((column) => mapping[column] === undefined);
  if (missing) throw refuse(`mapping.${missing}`, 'is needed');
}

import { DomainError } from '../../../platform/errors/index.ts';
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

import type { Context } from '../../../platform/command/index.ts';
import type { Secrets } from '../../../platform/secrets/index.ts';
import type { Source } from '../source-queries.ts';
import type { HrisSettings, SourceSecrets } from './source-schemas.ts';

const purpose = 'sync-source';

/** Encrypts a source's secrets, bound to the space and to what they are for: they open nowhere else. */
export const sealSecrets = (
  secrets: Secrets,
  where: { spaceId: string; id: string },
  plain: unknown,
): string => secrets.seal(purpose, `${where.spaceId}/${where.id}`, JSON.stringify(plain));

/** Opens what `sealSecrets` made. @throws Error for another space's or source's, or under another SECRET_KEY. */
export const openSecrets = (
  secrets: Secrets,
  where: { spaceId: string; id: string },
  sealed: string,
): unknown => JSON.parse(secrets.open(purpose, `${where.spaceId}/${where.id}`, sealed)) as unknown;

/** The secrets a source keeps; under another SECRET_KEY than they were kept under, there are none. */
export function keptSecrets(
  ctx: Pick<Context, 'secrets' | 'spaceId'>,
  { id, sealedSecrets }: Pick<Source, 'id' | 'sealedSecrets'>,
): SourceSecrets {
  if (sealedSecrets === null) return {};
  try {
    return openSecrets(ctx.secrets, { spaceId: ctx.spaceId, id }, sealedSecrets) as SourceSecrets;
  } catch {
    return {};
  }
}

export type Settings = Record<string, unknown>;

/** Which secrets a source of this kind uses, so that others are not kept. */
export function relevantSecrets(kind: string, settings: Settings, given: SourceSecrets): SourceSecrets {
  const { password, privateKey, passphrase, apiKey, token, headers } = given;
  if (kind === 'sftp')
    return privateKey !== undefined
      ? { privateKey, ...(passphrase !== undefined && { passphrase }) }
      : { ...(password !== undefined && { password }) };
  const { vendor } = settings as Partial<HrisSettings>;
  if (vendor === 'bamboohr') return { ...(apiKey !== undefined && { apiKey }) };
  if (vendor === 'hibob') return { ...(token !== undefined && { token }) };
  return vendor === 'json' && headers !== undefined && Object.keys(headers).length > 0 ? { headers } : {};
}

/** What a source cannot do without and has not; undefined where it has all. */
export function missingSecret(kind: string, settings: Settings, has: SourceSecrets): string | undefined {
  if (kind === 'sftp') return (has.password ?? has.privateKey) ? undefined : 'password';
  const { vendor } = settings as Partial<HrisSettings>;
  if (vendor === 'bamboohr') return has.apiKey ? undefined : 'apiKey';
  if (vendor === 'hibob') return has.token ? undefined : 'token';
  return undefined;
}

/**
 * Whom secrets are shown to. Where this changes, those kept are void and have to be given again: else
 * an Admin could have them sent to a server of their own.
 */
export function addressOf(kind: string, settings: Settings): string {
  const { host, port, user, vendor, company, serviceUser, url } = settings as Record<string, string | number>;
  if (kind === 'sftp') return JSON.stringify([kind, host, port, user]);
  return JSON.stringify([
    vendor,
    company,
    serviceUser,
    url === undefined ? null : new URL(String(url)).origin,
  ]);
}

/** Names of the secrets there are; of headers their names, never their values. */
export const namesOf = (secrets: SourceSecrets): string[] =>
  Object.entries(secrets).flatMap(([name, value]) =>
    typeof value === 'object' ? Object.keys(value).map((header) => `${name}.${header}`) : [name],
  );

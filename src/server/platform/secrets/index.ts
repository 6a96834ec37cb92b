import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys derived from SECRET_KEY, one for each purpose, so that none can stand in for another. */
export interface Secrets {
  /** HMAC-SHA-256 (32 bytes) under the purpose's key. */
  sign(purpose: string, message: string): Buffer;
  /** Authenticated encryption (AES-256-GCM) under the purpose's key; `context` is bound to it. */
  seal(purpose: string, context: string, plain: string): string;
  /** Opens what `seal` made. @throws Error where it was changed, or is of another purpose or context. */
  open(purpose: string, context: string, sealed: string): string;
  /** A string derived for a library that wants a secret of its own. */
  derive(purpose: string): string;
}

export function createSecrets(secretKey: string): Secrets {
  const keys = new Map<string, Buffer>();
  const key = (purpose: string): Buffer => {
    const known = keys.get(purpose);
    if (known) return known;
    const made = Buffer.from(hkdfSync('sha256', secretKey, 'usher', purpose, 32));
    keys.set(purpose, made);
    return made;
  };
  return {
    sign: (purpose, message) => createHmac('sha256', key(purpose)).update(message).digest(),
    seal(purpose, context, plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(purpose), iv).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(purpose, context, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key(purpose), bytes.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    derive: (purpose) => key(purpose).toString('base64url'),
  };
}

/** SHA-256, as secrets are looked up by. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** 256 random bits in the alphabet of URLs. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

export const equalSecrets = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/**
 * The SECRET_KEY of an embedded installation: made once, kept in DATA_DIR with mode 0600.
 * A second process that starts at the same moment reads what the first wrote.
 */
export function keptSecretKey(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'secret-key');
  try {
    writeFileSync(file, `${randomSecret()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

import Client from 'ssh2-sftp-client';
import { DomainError } from '../../../platform/errors/index.ts';
import type { Outgoing } from '../../../platform/outgoing/index.ts';
import { FetchError } from './fetch-error.ts';
import { algorithmsOf, describeHostKey, otherKeyInWords } from './host-key-rules.ts';

export interface SftpTarget {
  host: string;
  port: number;
  user: string;
  password?: string | undefined;
  privateKey?: string | undefined;
  passphrase?: string | undefined;
  /** What a person confirmed; null: only look what key the host has, and say nothing to it. */
  hostKey: string | null;
}

const patience = 20_000;

/**
 * Signs in to an SFTP server, which has to show the pinned key before it is told anything.
 * @throws FetchError `host_key_unknown` (message: the key) where none is pinned yet, `host_key_changed`,
 *   `sign_in_failed`, `unreachable`, `host_refused`.
 */
export async function connectSftp(outgoing: Outgoing, target: SftpTarget): Promise<Client> {
  const { host, port, hostKey } = target;
  const sock = await outgoing.openSocket(host, port, patience).catch((error: unknown) => {
    if (error instanceof DomainError) throw new FetchError('host_refused', error.message);
    throw new FetchError('unreachable', `${host} cannot be reached at port ${port} (${codeOf(error)}).`);
  });
  const seen = { key: undefined as string | undefined, refusal: undefined as string | undefined };
  const quiet = () => undefined;
  const client = new Client('usher', { error: quiet, end: quiet, close: quiet });
  client.on('error', (error: Error & { level?: string }) => {
    seen.refusal ??= error.level;
  });
  const methods = target.privateKey
    ? { privateKey: target.privateKey, ...(target.passphrase && { passphrase: target.passphrase }) }
    : { password: target.password ?? '', tryKeyboard: true };
  // Servers without plain passwords ask for one at the "keyboard".
  client.on(
    'keyboard-interactive',
    (_name, _instructions, _language, prompts: unknown[], finish: (answers: string[]) => void) => {
      finish(prompts.map(() => target.password ?? ''));
    },
  );
  try {
    await client.connect({
      sock,
      username: target.user,
      ...methods,
      readyTimeout: patience,
      keepaliveInterval: 10_000,
      keepaliveCountMax: 3,
      ...(hostKey !== null && { algorithms: { serverHostKey: algorithmsOf(hostKey) as never } }),
      hostVerifier: (key: Buffer) => {
        seen.key = describeHostKey(key);
        return seen.key === hostKey;
      },
    });
    return client;
  } catch (error) {
    sock.destroy();
    const message = error instanceof Error ? error.message : '';
    if (seen.key !== undefined && hostKey === null) throw new FetchError('host_key_unknown', seen.key);
    const otherType = hostKey !== null && /no matching.*host key/i.test(message);
    if (otherType || (seen.key !== undefined && seen.key !== hostKey)) {
      const shown = seen.key ?? (await keyOf(outgoing, target));
      throw new FetchError(
        'host_key_changed',
        otherKeyInWords(host, shown, hostKey ?? ''),
        shown === undefined ? {} : { hostKey: shown },
      );
    }
    if (/privateKey|passphrase|bad decrypt/i.test(message)) {
      throw new FetchError(
        'sign_in_failed',
        target.passphrase
          ? 'The private key cannot be read with this passphrase.'
          : 'This is not a private key that can be read here, or it needs its passphrase.',
      );
    }
    if (seen.refusal === 'client-authentication') {
      throw new FetchError(
        'sign_in_failed',
        `${host} does not let ${target.user} in with this ${target.privateKey ? 'key' : 'password'}. The account may be locked.`,
      );
    }
    throw new FetchError('unreachable', `${host} broke off while connecting (${codeOf(error)}).`);
  }
}

/** The key that a host shows when it is not asked for the one that was pinned. */
async function keyOf(outgoing: Outgoing, target: SftpTarget): Promise<string | undefined> {
  try {
    await connectSftp(outgoing, { ...target, hostKey: null });
  } catch (error) {
    if (error instanceof FetchError && error.reason === 'host_key_unknown') return error.message;
  }
  return undefined;
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : 'no answer';
}

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './server-process.ts';

const program = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].find((path) => existsSync(path));

type AtEnd = (clean: () => void | Promise<void>) => void;

export interface Sshd {
  host: string;
  port: number;
  user: string;
  /** The key that is let in, in OpenSSH's own format; `lockedKey` is known and let in no more. */
  privateKey: string;
  /** The same key under a passphrase. */
  sealedKey: string;
  passphrase: string;
  /** As a source pins it. */
  hostKey: string;
  /** What clients see as their folder: `out` on the server. */
  folder: string;
  put(name: string, content: string | Buffer, time?: Date): string;
  /** From now on nobody is let in any more. */
  lockAccount(): void;
  unlockAccount(): void;
  /** The server comes back with another host key, of another type where one is given, at the same port. */
  changeHostKey(type?: 'ed25519' | 'ecdsa'): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const keygen = (file: string, type = 'ed25519') =>
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', 'usher-test', '-f', file]);

/** `ssh-ed25519 SHA256:…` of a public key, by OpenSSH's own reckoning. */
function fingerprintOf(publicKey: string): string {
  const [, hash] = execFileSync('ssh-keygen', ['-l', '-f', publicKey]).toString().split(' ');
  const [type] = readFileSync(publicKey, 'utf8').split(' ');
  return `${type ?? ''} ${hash ?? ''}`;
}

/**
 * OpenSSH's own server on loopback: SFTP alone, a host key of its own, one account (whoever runs the
 * tests) that signs in by key. No right of root is needed.
 * @param atEnd what the runner calls when the test is over.
 */
export async function startSshd(atEnd: AtEnd): Promise<Sshd> {
  if (!program) throw new Error('The tests need OpenSSH’s server: apt-get install openssh-server');
  const home = mkdtempSync(join(tmpdir(), 'usher-sshd-'));
  chmodSync(home, 0o700);
  const at = (name: string) => join(home, name);
  const folder = at('out');
  mkdirSync(folder);
  keygen(at('host'));
  keygen(at('user'));
  execFileSync('cp', [at('user'), at('sealed')]);
  execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'a passphrase', '-f', at('sealed')]);
  const port = await freePort();
  const authorized = at('authorized');
  const letIn = () => {
    writeFileSync(authorized, readFileSync(at('user.pub')), { mode: 0o600 });
  };
  letIn();
  writeFileSync(
    at('config'),
    [
      `ListenAddress 127.0.0.1:${port}`,
      `HostKey ${at('host')}`,
      `PidFile ${at('pid')}`,
      `AuthorizedKeysFile ${authorized}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'AllowTcpForwarding no',
      'X11Forwarding no',
      'Subsystem sftp internal-sftp',
      `ForceCommand internal-sftp -d ${folder}`,
      'LogLevel ERROR',
    ].join('\n'),
  );
  // Without rights of root the system's own has made it; in a bare container nobody has.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });

  let server: ChildProcess | undefined;
  const start = async () => {
    server = spawn(program, ['-D', '-e', '-f', at('config')], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    server.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    for (let tries = 0; tries < 100; tries += 1) {
      if (await answers(port)) return;
      if (server.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`sshd does not answer: ${said}`);
  };
  const stop = async () => {
    const stopping = server;
    server = undefined;
    if (!stopping || stopping.exitCode !== null) return;
    const gone = new Promise((resolve) => stopping.once('exit', resolve));
    stopping.kill('SIGTERM');
    await gone;
  };
  await start();
  atEnd(async () => {
    await stop();
    rmSync(home, { recursive: true, force: true });
  });

  const sshd: Sshd = {
    host: '127.0.0.1',
    port,
    user: userInfo().username,
    privateKey: readFileSync(at('user'), 'utf8'),
    sealedKey: readFileSync(at('sealed'), 'utf8'),
    passphrase: 'a passphrase',
    hostKey: fingerprintOf(at('host.pub')),
    folder,
    put(name, content, time) {
      const path = join(folder, name);
      writeFileSync(path, content);
      const seconds = String(Math.floor((time ?? new Date()).getTime() / 1000));
      execFileSync('touch', ['-d', `@${seconds}`, path]);
      return path;
    },
    lockAccount: () => {
      writeFileSync(authorized, '');
    },
    unlockAccount: letIn,
    async changeHostKey(type) {
      await stop();
      rmSync(at('host'));
      rmSync(at('host.pub'));
      keygen(at('host'), type);
      sshd.hostKey = fingerprintOf(at('host.pub'));
      await start();
    },
    stop,
    start,
  };
  return sshd;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

/** Stands before a server and cuts connections after so many bytes from it; Infinity lets all through. */
export async function cutAfter(
  target: number,
  atEnd: AtEnd,
): Promise<{ port: number; limit: (bytes: number) => void; cuts: () => number }> {
  let limit = Infinity;
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    open.add(client).add(upstream);
    let passed = 0;
    upstream.on('data', (bytes: Buffer) => {
      passed += bytes.length;
      if (passed > limit) {
        cuts += 1;
        client.destroy();
        upstream.destroy();
      } else client.write(bytes);
    });
    client.on('data', (bytes: Buffer) => upstream.write(bytes));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        other.destroy();
        open.delete(one);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, limit: (bytes) => (limit = bytes), cuts: () => cuts };
}

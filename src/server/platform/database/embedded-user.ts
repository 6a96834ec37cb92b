import { type ChildProcess, spawn, spawnSync, type StdioOptions } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { EmbeddedDatabaseError } from './embedded-error.ts';

export interface ServerUser {
  uid: number;
  gid: number;
}

// Nothing of ours is handed on: our environment holds secrets, and PG* variables would change what it does.
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

const NOBODY: ServerUser = { uid: 65534, gid: 65534 };

/**
 * The user that PostgreSQL runs as: undefined is the present one. PostgreSQL refuses root, so under root
 * it is the owner of the data, or else the first of usher, postgres and nobody that the machine knows.
 */
export function chooseUser(data: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  const known = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['usher', 'postgres', 'nobody']) {
    const entry = known.find((fields) => fields[0] === name);
    if (entry?.[2] && entry[3]) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  return NOBODY;
}

// Signal INT is PostgreSQL's fast shutdown: sent by the kernel when our process dies in any way.
function setprivArguments(user: ServerUser | undefined): string[] {
  const identity = user
    ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups', '--inh-caps=-all']
    : [];
  return [...identity, '--no-new-privs', '--pdeathsig', 'INT', '--'];
}

let setprivWorks: boolean | undefined;

function canUseSetpriv(user: ServerUser | undefined): boolean {
  const args = [...setprivArguments(user), 'true'];
  setprivWorks ??= spawnSync('setpriv', args, { stdio: 'ignore', env: ENVIRONMENT, cwd: '/' }).status === 0;
  return setprivWorks;
}

export interface Launch {
  program: string;
  args: string[];
  user: ServerUser | undefined;
  /** Entered before privileges are dropped: the programs reach it as DATA_FROM_INSIDE. */
  cwd: string;
  stdio: StdioOptions;
}

/**
 * What the programs are told as their data folder. The kernel follows this link without asking for
 * permission on the folders above, so that DATA_DIR may lie in a folder only root can enter.
 */
export const DATA_FROM_INSIDE = '/proc/self/cwd';

/** Starts a program as that user, in a session of its own, to end with this process where Linux offers it. */
export function launch({ program, args, user, cwd, stdio }: Launch): ChildProcess {
  const shared = { cwd, stdio, env: ENVIRONMENT, detached: true };
  if (canUseSetpriv(user)) return spawn('setpriv', [...setprivArguments(user), program, ...args], shared);
  return spawn(program, args, { ...shared, ...user });
}

/** Runs a program to its end and gives what it printed. Refuses with `database_not_starting` and its last lines. */
export function runToEnd(options: Omit<Launch, 'stdio'> & { input?: string }): Promise<string> {
  const child = launch({ ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  const refusal = (end: string) =>
    new EmbeddedDatabaseError('database_not_starting', `${options.program} ${end}: ${output.slice(-2000)}`);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(refusal(`does not run (${error.message})`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(refusal(`ended with ${String(code ?? signal)}`));
    });
  });
}

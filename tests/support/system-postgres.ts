import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const bin = (() => {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort() : [];
  return versions.length > 0 ? join(base, versions.at(-1) ?? '', 'bin') : '';
})();

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

/** A throw-away cluster of the machine's own PostgreSQL, as with DATABASE_URL: one ordinary login does everything. */
export async function startSystemPostgres(dataDir: string) {
  const root = process.getuid?.() === 0;
  const user = { uid: 0, gid: 0 };
  if (root) {
    user.uid = Number(execFileSync('id', ['-u', 'nobody']).toString());
    user.gid = Number(execFileSync('id', ['-g', 'nobody']).toString());
    chownSync(dataDir, user.uid, user.gid);
  }
  const as = root ? user : {};
  const data = join(dataDir, 'system');
  const port = await freePort();
  const run = (program: string, args: string[]) =>
    execFileSync(join(bin, program), args, { ...as, stdio: 'ignore', cwd: dataDir });
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  const options = `-p ${String(port)} -k '' -c fsync=off -c max_connections=300`;
  run('pg_ctl', ['-D', data, '-w', '-l', join(dataDir, 'log'), '-o', options, 'start']);
  const url = (login: string, database: string) =>
    `postgresql://${login}@127.0.0.1:${String(port)}/${database}`;
  execFileSync(
    join(bin, 'psql'),
    [url('postgres', 'postgres'), '-qc', 'create role usher login createrole'],
    { stdio: 'ignore' },
  );
  const login = url('usher', 'postgres');
  return {
    superUrl: url('postgres', 'postgres'),
    ownerUrl: login,
    appUrl: login,
    jobsUrl: login,
    stop: async () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      await Promise.resolve();
    },
  };
}

import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, killNow, treeOf } from './server-process.ts';

/** Where the machine's own PostgreSQL has its programs; empty where there is none. */
export const systemPostgres = (() => {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort() : [];
  return versions.length > 0 ? join(base, versions.at(-1) ?? '', 'bin') : '';
})();

/**
 * A throw-away cluster of the machine's own PostgreSQL, as with DATABASE_URL: one ordinary login does everything.
 * @param fsync on: as in service; off: fast, for tests that nothing crashes in.
 */
export async function startSystemPostgres(dataDir: string, fsync: 'on' | 'off' = 'off') {
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
    execFileSync(join(systemPostgres, program), args, { ...as, stdio: 'ignore', cwd: dataDir });
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  const options = `-p ${String(port)} -k '' -c fsync=${fsync} -c max_connections=300`;
  const start = async () => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        run('pg_ctl', ['-D', data, '-w', '-l', join(dataDir, 'log'), '-o', options, 'start']);
        return;
      } catch (error) {
        // What was killed holds its shared memory until the last of its processes has gone.
        if (attempt === 20) throw error;
        await sleep(250);
      }
    }
  };
  await start();
  const url = (login: string, database: string) =>
    `postgresql://${login}@127.0.0.1:${String(port)}/${database}`;
  for (const statement of ['create role usher login createrole', 'create database usher owner usher'])
    execFileSync(join(systemPostgres, 'psql'), [url('postgres', 'postgres'), '-qc', statement]);
  const login = url('usher', 'usher');
  return {
    superUrl: url('postgres', 'postgres'),
    ownerUrl: login,
    appUrl: login,
    jobsUrl: login,
    /** Ends every process of it at once, as a loss of power does. */
    kill: () => {
      const [postmaster = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      for (const pid of treeOf(Number(postmaster))) killNow(pid);
    },
    start,
    stop: async () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      await Promise.resolve();
    },
  };
}

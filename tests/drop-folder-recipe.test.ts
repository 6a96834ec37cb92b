import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startDueSources } from '../src/server/features/employee-sync/sources/source-jobs.ts';
import { freePort } from './support/server-process.ts';
import { csv, fetchAgain } from './support/sync.ts';
import { createTestApp, createTestSpace, TestClock } from './support/test-app.ts';

const guide = readFileSync(join(import.meta.dirname, '../docs/operators.md'), 'utf8');

/** The blocks of code under a heading of the guide, in their order. */
function blocksUnder(heading: string): string[] {
  const [, section = ''] = guide.split(`\n## ${heading}\n`);
  const [text = ''] = section.split('\n## ');
  return [...text.matchAll(/```\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}

interface Ran {
  code: number | null;
  said: string;
}

function run(program: string, ...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (said += text.toString()));
    child.on('close', (code) => {
      resolve({ code, said });
    });
  });
}

// The recipe makes accounts and folders of root's, and a container of its own belongs to root.
test.runIf(process.getuid?.() === 0)(
  'the guide’s recipe for a drop folder, followed to the letter',
  async () => {
    const [once = '', perSource = '', sshdConfig = '', trial = ''] = blocksUnder('A drop folder');
    expect(trial).toContain('rename people.csv.part people.csv');

    // Every folder down to the chroot belongs to root alone, which rules out the one for temporary files.
    const base = mkdtempSync('/var/lib/usher-recipe-');
    chmodSync(base, 0o755);
    const dropDir = join(base, 'drop');
    const clock = new TestClock();
    const app = await createTestApp({ clock, sources: { dropDir, quietMs: 0 }, env: { DROP_DIR: dropDir } });
    const space = await createTestSpace(app);

    // Names of its own, so that nothing is touched that is there already.
    const mark = `ut${randomBytes(4).toString('hex')}`;
    const [login, group, account] = [`${mark}-usher`, `${mark}-drop`, `${mark}-hr`];
    const here = (text: string) =>
      text
        .replaceAll('/srv/usher-drop', dropDir)
        .replaceAll('/etc/ssh/usher-keys', join(base, 'keys'))
        .replaceAll('/acme', `/${space.slug}`)
        .replaceAll('acme-hr', account)
        .replaceAll('usher-drop', group)
        .replaceAll(' usher ', ` ${login} `)
        .replaceAll('their-key.pub', join(base, 'their-key.pub'))
        .replaceAll('files.example.org', '127.0.0.1');
    onTestFinished(async () => {
      for (const user of [account, login]) await run('userdel', user);
      await run('groupdel', group);
      rmSync(base, { recursive: true, force: true });
    });
    execFileSync('useradd', ['--system', '--no-create-home', login]);
    const key = join(base, 'their-key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    for (const block of [once, perSource])
      expect(await run('bash', '-euo', 'pipefail', '-c', here(block))).toMatchObject({ code: 0 });

    const port = await freePort();
    const config = join(base, 'sshd_config');
    copyFileSync(key, join(base, 'host'));
    mkdirSync('/run/sshd', { recursive: true });
    writeFileSync(
      config,
      `ListenAddress 127.0.0.1:${String(port)}\nHostKey ${join(base, 'host')}\nPidFile none\nUsePAM no\nSubsystem sftp internal-sftp\n${here(sshdConfig)}`,
    );
    expect(await run('/usr/sbin/sshd', '-t', '-f', config)).toEqual({ code: 0, said: '' });
    const server = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', config], { stdio: 'ignore' });
    onTestFinished(() => void server.kill());

    const source = await space.api('POST', '/sync-sources', {
      kind: 'folder',
      name: 'Drop',
      settings: { folder: 'hr-export' },
    });
    const folder = String(source.body.dropFolder);
    expect(folder).toBe(here('/srv/usher-drop/acme/hr-export/incoming'));

    // Somebody else's machine: the trial's own words, by a key and at a port that are not the usual ones.
    const people = join(base, 'people.csv');
    writeFileSync(people, csv(1, 3));
    const options = `-o Port=${String(port)} -i ${key} -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR`;
    const elsewhere = (script: string) =>
      run(
        'bash',
        '-c',
        `cd ${base}; sftp() { command sftp ${options} "$@"; }; ssh() { command ssh ${options} "$@"; }\n${script}`,
      );
    await expect
      .poll(async () => (await elsewhere(here('sftp acme-hr@files.example.org </dev/null'))).code)
      .toBe(0);
    expect((await elsewhere(here(trial))).said).toContain('This service allows sftp connections only.');
    expect(readdirSync(folder)).toEqual(['people.csv']);

    // Shut in: there is nothing above its folder, and nothing can be left beside it.
    const tried = await elsewhere(
      here(
        "sftp acme-hr@files.example.org <<'END'\nls -1 /\nget /../../etc/passwd stolen\nput people.csv /beside.csv\nEND",
      ),
    );
    expect(tried.said).toMatch(/^\/?incoming$/m);
    expect(tried.said).toMatch(/passwd" not found/);
    expect(tried.said).toMatch(/beside\.csv.*ermission denied/);
    expect(existsSync(join(base, 'stolen'))).toBe(false);

    // Usher's login reads what was left there, and may take it away.
    const asUsher = (...words: string[]) => run('runuser', '-u', login, '--', ...words);
    expect(await asUsher('cat', join(folder, 'people.csv'))).toEqual({ code: 0, said: csv(1, 3) });
    expect((await asUsher('mv', join(folder, 'people.csv'), join(folder, 'taken.csv'))).code).toBe(0);

    clock.advance(61_000);
    await startDueSources(app.application.sources, space.id);
    const { body } = await space.api('GET', `/sync-sources/${String(source.body.id)}`);
    expect(await fetchAgain(app, space, body.lastRun.id)).toMatchObject({
      state: 'rehearsed',
      fileName: 'taken.csv',
    });
    expect(readdirSync(folder)).toEqual([]);
  },
);

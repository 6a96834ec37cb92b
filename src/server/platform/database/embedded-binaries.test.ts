import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBinaries, installedPackage } from './embedded-binaries.ts';
import { chooseUser, runToEnd } from './embedded-user.ts';

const installed = installedPackage();
const user = chooseUser('/nowhere');
let folder: string;
let native: string;

// The package without its library links, below a folder that only we can enter, as in a home of mode 0700.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-binaries-'));
  chmodSync(folder, 0o755);
  native = join(folder, 'closed', 'package', 'native');
  mkdirSync(dirname(native), { recursive: true });
  const filter = (file: string) => !file.endsWith('.a');
  cpSync(installed.native, native, { recursive: true, verbatimSymlinks: true, filter });
  chmodSync(join(folder, 'closed'), 0o700);
  for (const entry of readdirSync(join(native, 'lib'), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) unlinkSync(join(native, 'lib', entry.name));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('uses the installed programs where the server can enter', () => {
  const found = findBinaries({ user: undefined, places: [] });
  expect(existsSync(found.postgres)).toBe(true);
  expect(found.major).toBe('17');
});

it('finds programs the server can run, with their links, when it cannot enter the package', async () => {
  const { initdb, postgres } = findBinaries({
    user,
    places: [join(folder, 'open')],
    source: { ...installed, native },
  });
  for (const program of [initdb, postgres]) {
    expect(await runToEnd({ program, args: ['--version'], user, cwd: '/' })).toContain('PostgreSQL) 17');
  }
  expect(statSync(postgres).mode & 0o777).toBe(0o755);
});

it('says so when there is no place for a copy', () => {
  const search = { user: { uid: 65534, gid: 65534 }, places: [], source: { ...installed, native } };
  expect(() => findBinaries(search)).toThrow(
    expect.objectContaining({ code: 'database_program_missing' }) as Error,
  );
});

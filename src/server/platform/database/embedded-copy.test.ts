import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyInto } from './embedded-copy.ts';

let folder: string;
let native: string;
let place: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-copy-'));
  native = join(folder, 'native');
  place = join(folder, 'place');
  mkdirSync(join(native, 'bin'), { recursive: true });
  mkdirSync(join(native, 'lib'));
  writeFileSync(join(native, 'bin/postgres'), 'program', { mode: 0o700 });
  writeFileSync(join(native, 'lib/libpq.so'), 'library', { mode: 0o600 });
  writeFileSync(join(native, 'lib/libpq.a'), 'archive');
});

afterEach(() => {
  chmodSync(join(native, 'lib'), 0o755);
  rmSync(folder, { recursive: true, force: true });
});

const copy = (finish: (made: string) => boolean = () => true) =>
  copyInto({ place, native, name: 'copy', finish });

it('makes a copy that everybody can use, without what nobody needs', () => {
  const home = copy();
  const modes = ['.', 'bin', 'bin/postgres', 'lib', 'lib/libpq.so'].map(
    (file) => statSync(join(home, file)).mode & 0o777,
  );
  expect(modes).toEqual([0o755, 0o755, 0o755, 0o755, 0o644]);
  expect(existsSync(join(home, 'lib/libpq.a'))).toBe(false);
  expect(readdirSync(place)).toEqual(['copy']);
});

it('keeps a whole copy and makes one again that was cut short', () => {
  const home = copy();
  const { ino } = statSync(join(home, 'lib/libpq.so'));
  copy();
  expect(statSync(join(home, 'lib/libpq.so')).ino).toBe(ino);
  truncateSync(join(home, 'lib/libpq.so'), 0);
  copy();
  expect(readFileSync(join(home, 'lib/libpq.so'), 'utf8')).toBe('library');
});

it('completes a copy of folders that nobody may change', () => {
  chmodSync(join(native, 'lib'), 0o555);
  copy((made) => (statSync(join(made, 'lib')).mode & 0o777) === 0o755);
  expect(() => {
    truncateSync(join(place, 'copy/bin/postgres'), 0);
    copy(() => false);
  }).toThrow('cannot be completed');
  expect(readdirSync(place)).toEqual(['copy']);
});

it('refuses a place that others can change', () => {
  mkdirSync(place);
  chmodSync(place, 0o777);
  expect(() => copy()).toThrow('can be changed by others');
});

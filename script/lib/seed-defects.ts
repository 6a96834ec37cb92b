// Shows that the tests bite: seeds one known defect at a time in a copy of the project, and fails where no
// test finds it. usage: seed-defects.ts [WORD ...]   with words, only the defects whose names have one
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { defects, type Defect } from '../../tests/proof/defects.ts';
import { projectFiles } from './files.ts';

const words = process.argv.slice(2);
const chosen = defects.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));

const copy = mkdtempSync(join(tmpdir(), 'usher-defects-'));
for (const file of projectFiles()) {
  mkdirSync(join(copy, dirname(file)), { recursive: true });
  cpSync(file, join(copy, file));
}
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
execFileSync('git', ['init', '-q'], { cwd: copy });

/** Whether a test of the defect's own fails once it is there. */
function isFound({ edits, tests }: Defect): boolean {
  for (const { file, find, replace } of edits) {
    const path = join(copy, file);
    const whole = readFileSync(path, 'utf8');
    if (whole.split(find).length !== 2) throw new Error(`${file} has not exactly one: ${find}`);
    writeFileSync(
      path,
      whole.replace(find, () => replace),
    );
  }
  const run = spawnSync('vitest', ['run', '--bail=1', ...tests], { cwd: copy, encoding: 'utf8' });
  for (const { file } of edits) cpSync(file, join(copy, file));
  if (run.error) throw run.error;
  // A run that could not even begin finds nothing.
  return run.status !== 0 && /Tests .*\d+ failed/.test(run.stdout);
}

let missed = 0;
try {
  for (const defect of chosen) {
    const found = isFound(defect);
    if (!found) missed += 1;
    console.log(`${found ? 'found ' : 'MISSED'}  ${defect.name}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${String(chosen.length - missed)} passed, ${String(missed)} failed`);
process.exitCode = missed === 0 && chosen.length > 0 ? 0 : 1;

// Makes every generated file again, into a folder of its own, and compares.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = mkdtempSync('.cache/generated-');
const filesIn = (root: string, pattern: string) =>
  globSync(pattern, { cwd: root }).filter((path) => statSync(join(root, path)).isFile());

try {
  execFileSync('script/generate', [folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const fresh = filesIn(folder, '**/*');
  const kept = filesIn('.', 'src/web/api/generated/**/*');
  const differing = [...new Set([...fresh, ...kept])].filter((path) => {
    const [a, b] = [join(folder, path), path];
    return !existsSync(a) || !existsSync(b) || readFileSync(a, 'utf8') !== readFileSync(b, 'utf8');
  });
  for (const path of differing) console.error(`out of date: ${path} (run script/generate)`);
  console.log(`${fresh.length} files made again, ${differing.length} differ`);
  process.exitCode = fresh.length > 0 && differing.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

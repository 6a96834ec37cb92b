// Runs every check of the rules that ARCHITECTURE.md names, two at a time, and shows what failed.
import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';

const checks: [name: string, command: string, ...args: string[]][] = [
  ['types', 'tsc', '-p', '.'],
  ['lint', 'eslint', '.', '--max-warnings=0', '--cache', '--cache-location', '.cache/eslint'],
  ['format', 'prettier', '--check', '.', '--log-level=warn', '--cache', '--cache-location=.cache/prettier'],
  ['doors between rooms', 'node', 'script/lib/check-dependencies.ts'],
  ['dead code', 'knip', '--no-progress'],
  ['generated files', 'node', 'script/lib/check-generated.ts'],
  ['documents', 'node', 'script/lib/check-documents.ts'],
  ['length of files', 'node', 'script/lib/check-length.ts'],
  ['first load', 'node', 'script/lib/check-first-load.ts'],
];

function run([name, command, ...args]: (typeof checks)[number]): Promise<boolean> {
  const began = performance.now();
  return new Promise((resolve) => {
    execFile(command, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${error ? 'FAILED' : 'ok    '}  ${name} (${seconds} s)`);
      if (error) console.log(`${stdout}${stderr}`.trim() || error.message);
      resolve(!error);
    });
  });
}

const chosen = process.argv.slice(2);
const waiting = checks.filter(([name]) => chosen.length === 0 || chosen.includes(name));
let failed = 0;
async function worker() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    if (!(await run(check))) failed += 1;
  }
}
await Promise.all([worker(), worker()]);
process.exitCode = failed === 0 ? 0 : 1;

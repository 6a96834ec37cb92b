// The rules of .dependency-cruiser.cjs, with a guard that they were really tried on every module.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { projectFiles } from './files.ts';

interface Module {
  source: string;
  dependencies: { resolved: string }[];
}
interface Result {
  modules: Module[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

const isCode = (file: string) => /^(src|tests|bench|script)\/.*\.tsx?$/.test(file);
const importing = /^(import|export)\b[^;]*?\bfrom\s+['"]|^import\s+['"]/m;

function cruise(): Result {
  const folders = ['src', 'tests', 'bench', 'script'].filter((name) =>
    files.some((f) => f.startsWith(`${name}/`)),
  );
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  const json = execFileSync('depcruise', args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(json) as Result;
}

/** Features whose imports lead back to themselves; a cycle between folders may be none between files. */
function featureCycles(modules: Module[]): string[] {
  const featureOf = (path: string) => /^src\/server\/features\/([^/]+)\//.exec(path)?.[1];
  const edges = new Map<string, Set<string>>();
  for (const { source, dependencies } of modules) {
    const from = featureOf(source);
    if (!from || /\.test\.tsx?$/.test(source)) continue;
    const to = edges.get(from) ?? new Set();
    edges.set(from, to);
    for (const { resolved } of dependencies) {
      const feature = featureOf(resolved);
      if (feature && feature !== from) to.add(feature);
    }
  }
  const cycles = new Set<string>();
  const walk = (path: string[]) => {
    for (const next of edges.get(path.at(-1) ?? '') ?? []) {
      if (next === path[0]) cycles.add([...path, next].join(' -> '));
      else if (!path.includes(next) && next > (path[0] ?? '')) walk([...path, next]);
    }
  };
  for (const feature of edges.keys()) walk([feature]);
  return [...cycles];
}

const files = projectFiles().filter(isCode);
const { modules, summary } = cruise();
const read = new Map(modules.map((module) => [module.source, module]));
const unread = files.filter((file) => {
  const module = read.get(file);
  return !module || (module.dependencies.length === 0 && importing.test(readFileSync(file, 'utf8')));
});

const faults = [
  ...unread.map((file) => `not read: ${file}`),
  ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
  ...featureCycles(modules).map((cycle) => `features in a cycle: ${cycle}`),
];
for (const fault of faults) console.error(fault);
console.log(`${files.length} modules, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

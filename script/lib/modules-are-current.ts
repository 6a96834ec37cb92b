// Exits 0 where node_modules holds what package-lock.json asks for, whichever of the two was written later.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Packages = Record<string, { version?: string; optional?: boolean }>;

const root = join(import.meta.dirname, '../..');
const packagesOf = (file: string) =>
  (JSON.parse(readFileSync(join(root, file), 'utf8')) as { packages: Packages }).packages;

function isCurrent() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = present[path];
    return path === '' || (found ? found.version === version : optional === true);
  });
}

try {
  process.exitCode = isCurrent() ? 0 : 1;
} catch {
  process.exitCode = 1;
}

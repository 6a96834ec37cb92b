// Bundles our own code for Node; packages stay in node_modules.
// As a program: bundle.ts ENTRY OUTFILE
import { type BuildOptions, build } from 'esbuild';

export async function bundle(options: BuildOptions): Promise<void> {
  await build({
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: 'linked',
    logLevel: 'warning',
    ...options,
  });
}

const [entry, outfile] = process.argv.slice(2);
if (import.meta.main && entry && outfile) await bundle({ entryPoints: [entry], outfile });

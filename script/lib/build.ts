import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';
import { bundle } from './bundle.ts';
import { compressFiles } from './compress.ts';

async function buildServer() {
  rmSync('dist/server', { recursive: true, force: true });
  const entryPoints = ['src/server/main.ts', 'src/server/cli.ts'];
  await bundle({ entryPoints, outdir: 'dist/server', splitting: true });
}

/** Bundles the page; with a folder, there instead of dist/web. */
export async function buildWeb(folder = 'dist/web') {
  await build({ logLevel: 'warn', build: { outDir: resolve(folder), emptyOutDir: true } });
}

if (import.meta.main) {
  if (!existsSync('src/server/main.ts')) throw new Error('Build from the project folder.');
  await Promise.all([buildServer(), buildWeb()]);
  await compressFiles('dist/web');
}

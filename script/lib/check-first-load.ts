// JavaScript that the browser fetches for the Users page on a first visit, as it travels (gzip).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWeb } from './build.ts';

const LIMIT = 220_000;
const PAGE = 'features/users/users-screen.tsx';

type Manifest = Record<string, { file: string; isEntry?: boolean; imports?: string[] }>;

const folder = '.cache/first-load';
await buildWeb(folder);
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry ?? key === PAGE);
const seen = new Set<string>();
const visit = (key: string) => {
  if (seen.has(key)) return;
  seen.add(key);
  manifest[key]?.imports?.forEach(visit);
};
entries.forEach(visit);
const sizes = [...seen]
  .map((key) => manifest[key]?.file ?? '')
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, bytes: gzipSync(readFileSync(join(folder, file))).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
for (const { file, bytes } of sizes) console.log(`${bytes} ${file}`);
console.log(`${total} bytes at first load, at most ${LIMIT}`);
process.exitCode = total > 0 && total <= LIMIT && entries.length >= 2 ? 0 : 1;

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { bundle } from './bundle.ts';
import { digest, digestOfFiles, listFiles } from './files.ts';

const OPENAPI = 'openapi.json';
const CLIENT = 'src/web/api/generated';
const SCHEMA = 'src/server/platform/database/schema.gen.ts';

const folder = process.argv[2];
const target = (path: string) => join(folder ?? '.', path);
const textOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const versionOf = (name: string) =>
  (JSON.parse(textOf(`node_modules/${name}/package.json`)) as { version: string }).version;

/** Bundles one of our modules, so that it runs as it does in production, and gives what it prints. */
async function run(entry: string) {
  const outfile = `.cache/generate/${entry.replaceAll('/', '-')}.js`;
  await bundle({ entryPoints: [entry], outfile });
  return execFileSync(process.execPath, [outfile], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function write(path: string, text: string) {
  if (textOf(path) === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

async function makeOpenapi() {
  if (!existsSync('src/server/openapi.ts')) return;
  write(target(OPENAPI), await run('src/server/openapi.ts'));
}

async function makeClient() {
  const document = textOf(target(OPENAPI));
  if (!document) return;
  const source = digest(document, versionOf('@hey-api/openapi-ts'));
  const stamp = target(`${CLIENT}/source.txt`);
  if (textOf(stamp).trim() === source) return;
  await createClient({
    input: JSON.parse(document) as Record<string, unknown>,
    output: { path: target(CLIENT), clean: true },
    plugins: ['@hey-api/typescript', '@hey-api/sdk', { name: '@hey-api/client-fetch', baseUrl: false }],
    logs: { level: 'silent', file: false },
  });
  write(stamp, `${source}\n`);
}

async function makeDatabaseTypes() {
  const migrations = listFiles('migrations', '.sql');
  if (migrations.length === 0) return;
  const head = `// source: ${digest(digestOfFiles(migrations), versionOf('kysely-codegen'))}\n`;
  if (textOf(target(SCHEMA)).startsWith(head)) return;
  const types = await run('script/lib/introspect.ts');
  write(target(SCHEMA), head + types);
}

await makeOpenapi();
await Promise.all([makeClient(), makeDatabaseTypes()]);

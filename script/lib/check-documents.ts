// Documents name only what exists: paths in links and code spans, headings behind a #, npm scripts.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { projectFiles } from './files.ts';

/** Made by a run, so absent from a fresh clone. */
const made = new Set(['node_modules', 'dist', 'data', '.cache', 'test-results', '.git']);
const top = new Set(readdirSync('.'));
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** The anchor that a reader of Markdown gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

function faultOfLink(document: string, link: string): string | undefined {
  if (/^[a-z]+:/i.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? document : normalize(join(dirname(document), decodeURI(path)));
  if (!existsSync(file)) return `no such file: ${link}`;
  if (anchor && file.endsWith('.md')) {
    const headings = readFileSync(file, 'utf8').matchAll(/^#+\s+(.*)$/gm);
    if (![...headings].some(([, heading = '']) => anchorOf(heading) === anchor))
      return `no such heading: ${link}`;
  }
  return undefined;
}

function faultOfSpan(document: string, span: string): string | undefined {
  const script = /^npm run (\S+)/.exec(span)?.[1];
  if (script) return scripts[script] === undefined ? `no such npm script: ${script}` : undefined;
  const word = (span.split(/\s/)[0] ?? '').replace(/^\.\//, '');
  const first = word.split('/')[0] ?? '';
  const looksLikePath =
    /^[\w.@*-]+(\/[\w.@*-]+)*\/?$/.test(word) && (word.includes('/') || /\.(md|json|ts|js|cjs)$/.test(word));
  if (!looksLikePath || made.has(first) || /NNNN|NAME/.test(word)) return undefined;
  if (word.includes('/') && !top.has(first)) return undefined;
  if (!word.includes('/') && globSync(`{src,tests,bench,script,docs,migrations}/**/${word}`).length > 0)
    return undefined;
  if (!word.includes('/') && word.includes('*')) return undefined;
  const found = globSync([word, join(dirname(document), word)]).length > 0;
  return found ? undefined : `no such path: ${span}`;
}

const documents = projectFiles().filter((file) => file.endsWith('.md'));
let faults = 0;
for (const document of documents) {
  const text = readFileSync(document, 'utf8').replace(/^```.*?^```/gms, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, link = '']) =>
    faultOfLink(document, link),
  );
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => faultOfSpan(document, span));
  for (const fault of [...links, ...spans]) {
    if (!fault) continue;
    faults += 1;
    console.error(`${document}: ${fault}`);
  }
}
console.log(`${documents.length} documents, ${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;

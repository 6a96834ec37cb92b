import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';

export function digest(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}

export function digestOfFiles(files: string[]): string {
  return digest(...files.flatMap((file) => [file, readFileSync(file, 'utf8')]));
}

/** Files below a folder whose names end so, in a stable order. */
export function listFiles(folder: string, ending: string): string[] {
  return globSync(`${folder}/**/*${ending}`).sort();
}

/** The project's own files, also new ones, without what Git ignores. */
export function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' });
  return listed.split('\n').filter((file) => file !== '' && existsSync(file) && statSync(file).isFile());
}

export const isGenerated = (file: string) => file.includes('/generated/') || file.includes('.gen.');

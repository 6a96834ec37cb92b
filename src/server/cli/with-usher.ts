import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import { addressBeside } from '../address.ts';
import { createLog, type Application } from '../app.ts';
import { findSpaceId } from '../platform/database/index.ts';
import { DomainError } from '../platform/errors/index.ts';
import { loadConfig, startApplication, type Started } from '../start.ts';

/** Runs with the application, beside a server that may be running, and stops what it started itself. */
export async function withUsher(
  run: (application: Application, started: Started) => Promise<void>,
): Promise<void> {
  const given = loadConfig();
  const config = { ...given, publicUrl: addressBeside(given) };
  const started = await startApplication(config, createLog('error', 2), { worker: false });
  try {
    await run(started.application, started);
  } finally {
    await started.stop();
  }
}

let printed = false;

/** One document on standard output with --json, else lines for a person. */
export function print(options: { json?: boolean }, document: unknown, lines: string[]): void {
  printed = true;
  process.stdout.write(options.json ? `${JSON.stringify(document)}\n` : `${lines.join('\n')}\n`);
}

/** Why a command came to nothing: for a person on standard error; with --json the one document says it too. */
export function printRefusal(error: unknown): void {
  process.exitCode ||= 1;
  const refusal = toRefusal(error);
  const issues = Array.isArray(refusal.issues) ? (refusal.issues as { path: string; message: string }[]) : [];
  const lines = [refusal.detail, ...issues.map(({ path, message }) => `  ${path}: ${message}`), ''];
  // What the command line itself refuses, it has told already, with the help.
  if (!(error instanceof CommanderError)) process.stderr.write(lines.join('\n'));
  if (process.argv.includes('--json') && !printed) print({ json: true }, { error: refusal }, []);
}

function toRefusal(error: unknown): { code: string; detail: string; issues?: unknown } {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof DomainError) return { code: error.code, detail, ...error.extra };
  if (error instanceof CommanderError)
    return { code: 'invalid_request', detail: detail.replace(/^error: /, '') };
  return { code: 'internal_error', detail };
}

/**
 * Opens a file that was named; done first, so that nothing is started for one that is not there.
 * @throws DomainError `not_found` where it cannot be opened, `invalid_request` where it is a folder.
 */
export async function openNamed(file: string): Promise<FileHandle> {
  const handle = await open(resolve(file)).catch((error: unknown) => {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new DomainError('not_found', `There is no file "${file}" that can be read (${code}).`);
  });
  if (!(await handle.stat()).isDirectory()) return handle;
  await handle.close();
  throw new DomainError('invalid_request', `"${file}" is a folder.`);
}

/** Reads an option that is a whole number. @throws DomainError `invalid_request` */
export function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new DomainError('invalid_request', `"${text}" is not a whole number.`);
  return Number(text);
}

/** @throws DomainError `not_found` where no space has this slug. */
export async function spaceIdOf(application: Application, slug: string): Promise<string> {
  const id = await findSpaceId(application.platform.database, slug);
  if (!id) throw new DomainError('not_found', `There is no space "${slug}".`);
  return id;
}

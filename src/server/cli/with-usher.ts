import { createLog, type Application } from '../app.ts';
import { findSpaceId } from '../platform/database/index.ts';
import { DomainError } from '../platform/errors/index.ts';
import { loadConfig, startApplication, type Started } from '../start.ts';

/** Runs with the application, beside a server that may be running, and stops what it started itself. */
export async function withUsher(
  run: (application: Application, started: Started) => Promise<void>,
): Promise<void> {
  const config = loadConfig();
  const started = await startApplication(config, createLog('error', 2), { worker: false });
  try {
    await run(started.application, started);
  } finally {
    await started.stop();
  }
}

/** One document on standard output with --json, else lines for a person. */
export function print(options: { json?: boolean }, document: unknown, lines: string[]): void {
  process.stdout.write(options.json ? `${JSON.stringify(document)}\n` : `${lines.join('\n')}\n`);
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

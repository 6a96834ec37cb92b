import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

type Where = Pick<Config, 'DATA_DIR' | 'publicUrl' | 'addressed' | 'embedded'>;

const fileOf = (config: Where) => join(config.DATA_DIR, 'address');

/** Leaves word in the data folder of where its server is reached. @returns how to take it back. */
export function noteAddress(config: Where): () => void {
  if (!config.embedded) return () => undefined;
  writeFileSync(fileOf(config), config.publicUrl);
  return () => rmSync(fileOf(config), { force: true });
}

/**
 * Where links lead that the command line gives: where the environment says, else to the server that
 * left word in the data folder.
 */
export function addressBeside(config: Where): string {
  if (config.addressed || !config.embedded) return config.publicUrl;
  try {
    return readFileSync(fileOf(config), 'utf8');
  } catch {
    // No server has been here, or it was stopped.
    return config.publicUrl;
  }
}

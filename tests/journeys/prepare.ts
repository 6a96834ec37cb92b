import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServer } from '../support/server-process.ts';

/** Starts a server once, so that each journey begins with a copy of its data folder: no space yet, all migrated. */
export default async function prepare(): Promise<() => void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'usher-journeys-'));
  const server = await startServer({ PORT: String(await freePort()), DATA_DIR: dataDir });
  await server.stop();
  process.env.STARTED_DATA_DIR = dataDir;
  return () => {
    rmSync(dataDir, { recursive: true, force: true });
  };
}

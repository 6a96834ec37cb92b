import { actingAs, execute, operator, type Platform } from '../../platform/command/index.ts';
import { csvSource } from './open-csv-source.ts';
import { receiveFile } from './receive-file.ts';
import type { Run } from './run-queries.ts';
import { runSync } from './run-sync.ts';

export interface ImportOptions {
  mode: 'full' | 'changes';
  apply: boolean;
  /** Approves a run that a guard holds, there and then. */
  approveHeld: boolean;
  fileName: string;
  /** When it was written; null where nobody knows, as of what comes through a pipe. */
  fileTime?: Date | null;
  chunks: AsyncIterable<Uint8Array>;
}

/** Imports one file for the operator, from receiving to the run's end. @returns the run as it ended. */
export async function importFile(platform: Platform, spaceId: string, options: ImportOptions): Promise<Run> {
  const caller = actingAs(operator);
  const sourceId = await execute(platform, { spaceId, caller }, csvSource, {});
  const approve = options.approveHeld ? 'any' : options.apply ? 'first' : 'no';
  const intent = options.apply || options.approveHeld ? 'apply' : 'rehearse';
  const { mode, fileName, fileTime, chunks } = options;
  const runId = await receiveFile(platform, spaceId, caller, {
    sourceId,
    mode,
    intent,
    fileName,
    fileTime: fileTime ?? null,
    chunks,
    approve,
  });
  return runSync(platform, spaceId, runId, { approve });
}

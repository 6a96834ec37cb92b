import { z } from 'zod';
import { actingAs, command, execute, operator, type Platform } from '../../platform/command/index.ts';
import { receiveFile } from './receive-file.ts';
import type { Run } from './run-queries.ts';
import { runSync } from './run-sync.ts';
import { findSource, insertSource } from './source-queries.ts';

/** The source of files that are handed over by a person; made when the first one comes. */
export const csvSource = command({
  name: 'open_csv_source',
  permission: 'manage_users',
  input: z.object({}),
  async run(ctx) {
    const known = await findSource(ctx, { name: 'CSV upload' }, true);
    if (known) return { result: known.id, audit: [] };
    const id = await insertSource(ctx, {
      kind: 'csv',
      name: 'CSV upload',
      mode: 'full',
      delimiter: ',',
      encoding: 'utf-8',
      mapping: {},
      limits: {},
      settings: {},
    });
    return {
      result: id,
      audit: [{ action: 'source.made', subject: 'source', subjectId: id, detail: { kind: 'csv' } }],
    };
  },
});

export interface ImportOptions {
  mode: 'full' | 'changes';
  apply: boolean;
  /** Approves a run that a guard holds, there and then. */
  approveHeld: boolean;
  fileName: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** Imports one file for the operator, from receiving to the run's end. @returns the run as it ended. */
export async function importFile(platform: Platform, spaceId: string, options: ImportOptions): Promise<Run> {
  const caller = actingAs(operator);
  const sourceId = await execute(platform, { spaceId, caller }, csvSource, {});
  const approve = options.approveHeld ? 'any' : options.apply ? 'first' : 'no';
  const intent = options.apply || options.approveHeld ? 'apply' : 'rehearse';
  const { mode, fileName, chunks } = options;
  const runId = await receiveFile(platform, spaceId, caller, {
    sourceId,
    mode,
    intent,
    fileName,
    chunks,
    approve,
  });
  return runSync(platform, spaceId, runId, { approve });
}

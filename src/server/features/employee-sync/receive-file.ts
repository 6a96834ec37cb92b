import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { createZstdCompress, createZstdDecompress, type ZstdCompress } from 'node:zlib';
import { z } from 'zod';
import { command, execute, type Caller, type Platform, type Request } from '../../platform/command/index.ts';
import { inSpace, type Tx } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { believable } from './file-age-rules.ts';
import { deleteFile, insertPart, readPart } from './file-queries.ts';
import { ordinaryCaps } from './file-rules.ts';
import { findRun, insertRun, updateRun } from './run-queries.ts';
import { SuspectedReading } from './run-schemas.ts';
import { findSource } from './source-queries.ts';
import { noteFailure } from './sources/note-failure.ts';

const partSize = 1024 * 1024;

const openRun = command({
  name: 'open_sync_run',
  permission: 'manage_users',
  input: z.object({
    sourceId: z.uuid(),
    mode: z.enum(['full', 'changes']).optional(),
    intent: z.enum(['rehearse', 'apply']),
    fileName: z.string().max(500).nullable(),
    fileTime: z.date().nullable(),
    complete: z.boolean(),
  }),
  async run(ctx, input) {
    const source = await findSource(ctx, { id: input.sourceId });
    if (!source) throw notFound('There is no such source.');
    const mode = input.mode ?? source.mode;
    const fileTime = believable(input.fileTime, ctx.now);
    const id = await insertRun(ctx, {
      ...input,
      mode,
      fileTime,
      kind: 'sync',
      undoesRunId: null,
      state: 'receiving',
    });
    return {
      result: id,
      audit: [
        {
          action: 'sync.started',
          subject: 'run',
          subjectId: id,
          detail: { source: source.id, mode, intent: input.intent },
        },
      ],
    };
  },
});

const queueRun = command({
  name: 'queue_sync_run',
  permission: 'manage_users',
  input: z.object({
    runId: z.uuid(),
    hash: z.string(),
    bytes: z.number(),
    incomplete: z.string().optional(),
    approve: z.enum(['no', 'first', 'any']),
  }),
  async run(ctx, { runId, hash, bytes, incomplete, approve }) {
    const run = await findRun(ctx, runId, true);
    if (run?.state !== 'receiving')
      throw new DomainError('invalid_state', 'This run does not wait for a file.');
    await updateRun(ctx, runId, {
      state: 'queued',
      fileHash: hash,
      fileBytes: bytes,
      problem: null,
      ...(incomplete !== undefined && { complete: false, incompleteReason: incomplete }),
    });
    await ctx.enqueue({ name: 'sync_run', data: { spaceId: ctx.spaceId, runId, approve } });
    return { result: null, audit: [] };
  },
});

export interface FileToReceive {
  sourceId: string;
  mode?: 'full' | 'changes' | undefined;
  intent: 'rehearse' | 'apply';
  fileName?: string | null;
  /** When the source says that it was written; one older than the last applied is refused. */
  fileTime?: Date | null;
  complete?: boolean;
  approve?: 'no' | 'first' | 'any';
  /** With the key that a caller gave, a file sent again is the run it was the first time. */
  idempotency?: Request['idempotency'];
  chunks: AsyncIterable<Uint8Array>;
}

/**
 * Opens a run and keeps its file.
 * @returns the run's id.
 * @throws DomainError `not_found`, `file_refused` (too big).
 */
export async function receiveFile(
  platform: Platform,
  spaceId: string,
  caller: Caller,
  file: FileToReceive,
): Promise<string> {
  const { sourceId, mode, intent, fileName = null, fileTime = null, complete = true } = file;
  const first = { opened: false };
  const opening: typeof openRun = {
    ...openRun,
    within(ctx, input) {
      first.opened = true;
      return openRun.within(ctx, input);
    },
  };
  const input = { sourceId, mode, intent, fileName, fileTime, complete };
  const runId = await execute(platform, { spaceId, caller, idempotency: file.idempotency }, opening, input);
  if (!first.opened) return runId;
  try {
    await keepFile(platform, { spaceId, caller, runId }, file);
  } catch (error) {
    await execute(platform, { spaceId, caller }, endRun, {
      runId,
      state: 'failed',
      reason: 'not_received',
      problem: error instanceof DomainError ? error.message : 'The file did not come in whole.',
    });
    throw error;
  }
  return runId;
}

/**
 * Keeps the file of an open run as it comes, in compressed parts of a megabyte, and queues the run.
 * Flat memory. What does not come in whole leaves no part behind, and the run as it was.
 * @param file.incomplete is asked at the end: why not everyone was seen, if so.
 * @throws DomainError `file_refused` (too big), `invalid_state`.
 */
export async function keepFile(
  platform: Platform,
  where: { spaceId: string; caller: Caller; runId: string },
  file: Pick<FileToReceive, 'approve' | 'chunks'> & { incomplete?: () => string | undefined },
): Promise<void> {
  const { spaceId, caller, runId } = where;
  const hash = createHash('sha256');
  let bytes = 0;
  let part = 0;
  let packing: ZstdCompress | undefined;
  let size = 0;
  const flush = async (packer: ZstdCompress) => {
    packer.end();
    const packed = await buffer(packer);
    await inSpace(platform.database, spaceId, (tx) => insertPart({ tx, spaceId }, runId, part, packed));
    part += 1;
    packing = undefined;
    size = 0;
  };
  try {
    for await (const chunk of file.chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      if (bytes > ordinaryCaps.bytes) {
        throw new DomainError(
          'file_refused',
          `The file is larger than ${String(ordinaryCaps.bytes / 1024 ** 2)} MB; reading stopped there.`,
          { reason: 'too_big' },
        );
      }
      packing ??= createZstdCompress();
      packing.write(chunk);
      size += chunk.length;
      if (size >= partSize) await flush(packing);
    }
    if (packing && size > 0) await flush(packing);
  } catch (error) {
    packing?.destroy();
    await forgetFile(platform, spaceId, runId);
    throw error;
  }
  await execute(platform, { spaceId, caller }, queueRun, {
    runId,
    hash: hash.digest('hex'),
    bytes,
    incomplete: file.incomplete?.(),
    approve: file.approve ?? 'no',
  });
}

/** Drops what was kept of a run's file. */
export const forgetFile = (platform: Platform, spaceId: string, runId: string): Promise<void> =>
  inSpace(platform.database, spaceId, (tx) => deleteFile({ tx, spaceId }, runId));

type ReadPart = (tx: Tx) => Promise<Buffer | undefined>;

/**
 * A run's file as it came, in small pieces; the next part of it is fetched while one is read.
 * @param within runs what fetches a part in a transaction of the space.
 */
export async function* readFile(
  { spaceId, runId }: { spaceId: string; runId: string },
  within: (read: ReadPart) => ReturnType<ReadPart>,
): AsyncGenerator<Uint8Array> {
  const fetch = (part: number) => {
    const fetched = within((tx) => readPart({ tx, spaceId }, runId, part));
    // Told where it is awaited; whoever stops reading before does not care.
    fetched.catch(() => undefined);
    return fetched;
  };
  let next = fetch(0);
  for (let part = 1; ; part += 1) {
    const packed = await next;
    if (!packed) return;
    next = fetch(part);
    // Piece by piece: a part unpacked at once outlives its reading in the collector's old generation.
    const unpacked = createZstdDecompress();
    unpacked.end(packed);
    yield* unpacked as AsyncIterable<Uint8Array>;
  }
}

/** Ends a run that cannot go on. */
export const endRun = command({
  name: 'end_sync_run',
  permission: 'manage_users',
  input: z.object({
    runId: z.uuid(),
    state: z.enum(['refused', 'failed', 'cancelled']),
    reason: z.string(),
    problem: z.string().nullable(),
    settledBy: z.string().nullable().default(null),
    suspected: SuspectedReading.default(null),
  }),
  async run(ctx, { runId, suspected, ...end }) {
    const run = await findRun(ctx, runId, true);
    if (!run || !['receiving', 'queued', 'running'].includes(run.state)) return { result: null, audit: [] };
    if (end.state !== 'cancelled')
      await noteFailure(ctx, run, { problem: end.problem ?? '', reason: end.reason });
    await updateRun(ctx, runId, {
      ...end,
      ...(suspected && { summary: { suspected } }),
      finishedAt: ctx.now,
    });
    return {
      result: null,
      audit: [
        { action: `sync.${end.state}`, subject: 'run', subjectId: runId, detail: { reason: end.reason } },
      ],
    };
  },
});

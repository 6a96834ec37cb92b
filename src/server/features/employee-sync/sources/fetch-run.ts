import { actingAs, execute, type Caller } from '../../../platform/command/index.ts';
import { readInSpace } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors/index.ts';
import { chooseFiles, leftAlone, type Choice } from '../connectors/file-choice-rules.ts';
import type { Offer, Session } from '../connectors/connector.ts';
import { FetchError } from '../connectors/fetch-error.ts';
import { fileRefused, ordinaryCaps } from '../file-rules.ts';
import { endRun, forgetFile, keepFile } from '../receive-file.ts';
import { findRun, type Run } from '../run-queries.ts';
import { runSync } from '../run-sync.ts';
import type { Approve } from '../decide-rules.ts';
import type { Source } from '../source-queries.ts';
import { beginAttempt, endQuietly, nameFile, noteAttempt } from './fetch-commands.ts';
import { openSession } from './open-session.ts';
import type { SourceDeps } from './source-deps.ts';
import { fileKey, findKnownFiles, isAnyWaiting } from './source-run-queries.ts';
import { startRun } from './start-run.ts';

interface Where {
  spaceId: string;
  runId: string;
}
interface Options {
  /** Whether a try that failed for now is followed by another. */
  retry: boolean;
  approve?: Approve;
}

/**
 * Brings the file of an open run from its source and hands it to the engine; of changes, each file
 * after the other. May be called twice for one run: what was half brought is dropped first.
 * @returns the run of the last file that was taken, which the engine has still to work on.
 */
export async function fetchRun(deps: SourceDeps, where: Where, options: Options): Promise<string> {
  const { platform } = deps;
  const { spaceId, runId } = where;
  const read = await readInSpace(platform.database, spaceId, (tx) => findRun({ tx, spaceId }, runId));
  if (read?.state !== 'receiving') return runId;
  const caller = actingAs({ kind: 'employeeSync', id: read.sourceId, name: read.sourceName });
  const begun = await execute(platform, { spaceId, caller }, beginAttempt, { runId });
  if (!begun) return runId;
  const { source, secrets, slug } = begun;
  const { kind, settings, mapping, hostKey } = source;
  let session: Session | undefined;
  try {
    await forgetFile(platform, spaceId, runId);
    session = await openSession(deps, { kind, slug, settings, mapping, hostKey, secrets });
    return await takeOffers(deps, { ...where, caller, source, session }, options, begun.run);
  } catch (error) {
    await settleFailure(deps, { spaceId, caller, runId }, error, options);
    return runId;
  } finally {
    await session?.close();
  }
}

interface Taking extends Where {
  caller: Caller;
  source: Source;
  session: Session;
}

async function takeOffers(deps: SourceDeps, taking: Taking, options: Options, run: Run): Promise<string> {
  const { platform } = deps;
  const { spaceId, caller, source, session } = taking;
  const request = { spaceId, caller };
  const { take, superseded } = session.whole
    ? { take: [session.whole], superseded: [] }
    : await choose(deps, taking, run.mode);
  const [first, ...others] = take;
  if (!first) {
    await execute(platform, request, endQuietly, { runId: taking.runId });
    return taking.runId;
  }
  const seen = source.lastFileTime === null ? [] : superseded.slice(-100);
  await takeOne(deps, taking, first, seen, options);
  for (const file of superseded) await session.settle(file);
  // Of changes the next is begun only where the one before came to its end.
  let before = taking.runId;
  for (const offer of others) {
    const ended = await runSync(platform, spaceId, before, { approve: options.approve ?? 'no' });
    if (ended.state !== 'applied') return before;
    const input = { sourceId: source.id, intent: run.intent, queue: false };
    before = await execute(platform, request, startRun, input);
    await execute(platform, request, beginAttempt, { runId: before });
    try {
      await takeOne(deps, { ...taking, runId: before }, offer, [], options);
    } catch (error) {
      await settleFailure(deps, { ...request, runId: before }, error, options);
      return before;
    }
  }
  return before;
}

async function takeOne(
  deps: SourceDeps,
  { spaceId, caller, runId, session }: Taking,
  offer: Offer,
  superseded: Choice['superseded'],
  options: Options,
): Promise<void> {
  const { name, time } = offer;
  await execute(deps.platform, { spaceId, caller }, nameFile, { runId, name, time, superseded });
  if ((offer.bytes ?? 0) > ordinaryCaps.bytes)
    throw fileRefused(
      'too_big',
      `${name} is larger than ${String(ordinaryCaps.bytes / 1024 ** 2)} MB; it was not fetched.`,
    );
  await keepFile(
    deps.platform,
    { spaceId, caller, runId },
    {
      chunks: session.read(offer),
      incomplete: () => session.incomplete(),
      approve: options.approve ?? 'no',
    },
  );
  await session.settle(offer);
}

/** What of a folder is to be run now. @throws FetchError `no_file`. */
async function choose(deps: SourceDeps, taking: Taking, mode: 'full' | 'changes'): Promise<Choice> {
  const { spaceId, source, session } = taking;
  const pattern = String(source.settings.pattern);
  const files = await session.list();
  const candidates = files.filter((file) => {
    const why = leftAlone(file, pattern);
    if (why === 'not_regular' || why === 'unsafe_name')
      deps.log.warn({ source: source.id, file: file.name, why }, 'a file is left alone');
    return why === undefined;
  });
  const { known, waiting } = await readInSpace(deps.platform.database, spaceId, async (tx) => ({
    known: await findKnownFiles({ tx, spaceId }, source.id, candidates),
    waiting: await isAnyWaiting({ tx, spaceId }, source.id),
  }));
  // Changes are applied in order: while one waits for a person, those behind it wait too.
  if (mode === 'changes' && waiting) return { take: [], superseded: [] };
  const choice = chooseFiles(candidates, { mode, isKnown: (file) => known.has(fileKey(file)) });
  if (choice.take.length === 0 && mode === 'full' && source.kind === 'sftp') {
    const among = files.length === 0 ? 'The folder is empty' : `No file of the folder fits ${pattern}`;
    throw new FetchError('no_file', `${among}: there is no export.`);
  }
  return choice;
}

async function settleFailure(
  deps: SourceDeps,
  { spaceId, caller, runId }: Where & { caller: Caller },
  error: unknown,
  options: Options,
): Promise<void> {
  const request = { spaceId, caller };
  if (error instanceof DomainError && error.code === 'file_refused') {
    const reason = typeof error.extra.reason === 'string' ? error.extra.reason : 'file_refused';
    const end = { runId, state: 'refused' as const, reason, problem: error.message };
    await execute(deps.platform, request, endRun, end);
    return;
  }
  if (!(error instanceof FetchError)) throw error;
  await execute(deps.platform, request, noteAttempt, {
    runId,
    reason: error.reason,
    problem: error.message,
    again: options.retry && error.mayPass,
    retryAfter: error.retryAfter,
  });
}

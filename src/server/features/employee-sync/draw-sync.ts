import type { Context, Platform } from '../../platform/command/index.ts';
import { inSpace } from '../../platform/database/index.ts';
import { readExclusions } from '../users/index.ts';
import { anyExcluded, judgeAbsent, judgeEnded, judgeRows, leaveOut, readJoiners } from './judge-queries.ts';
import { findRepeats, matchByEmployeeId, settleManagers } from './match-queries.ts';
import { writePlan } from './plan-queries.ts';
import { nothingSeen, readPeople, type Seen } from './read-people.ts';
import { readFile } from './receive-file.ts';
import type { StagedRow } from './row-rules.ts';
import type { RunProgress } from './run-progress.ts';
import { clearUnchanged, readToday, type Run } from './run-queries.ts';
import type { Source } from './source-queries.ts';
import { dropStaged, stageRows } from './staging-queries.ts';

/**
 * Reads a run's file and draws up who comes, changes, leaves and stays. The same file against the
 * same people gives the same plan.
 * @returns what was seen of the file, and how many people are exactly as it says.
 * @throws DomainError `file_refused`; RunCancelled.
 */
export async function drawSync(
  ctx: Context,
  platform: Platform,
  run: Run,
  source: Source,
  progress: RunProgress,
): Promise<{ seen: Seen; unchanged: number }> {
  const seen = nothingSeen();
  const options = { delimiter: source.delimiter, encoding: source.encoding, mapping: source.mapping };
  await progress.enter('read');
  // COPY holds this transaction's connection, so the file comes over another.
  const file = { spaceId: ctx.spaceId, runId: run.id };
  const chunks = readFile(file, (read) => inSpace(platform.beside, ctx.spaceId, read));
  await stageRows(
    ctx,
    run.id,
    reported(readPeople(chunks, options, seen), seen, progress),
    () => seen.columns,
  );
  await progress.enter('match', seen.rows);
  const today = await readToday(ctx);
  const matching = { runId: run.id, sourceId: source.id, mode: run.mode, columns: seen.columns, today };
  await clearUnchanged(ctx, run.id);
  const unchanged = await matchByEmployeeId(ctx, matching);
  await findRepeats(ctx);
  if (seen.columns.includes('manager_employee_id')) await settleManagers(ctx, run.id);
  await progress.enter('plan', seen.rows);
  await judgeRows(ctx, matching);
  if (run.mode === 'full') await judgeAbsent(ctx, seen.doubtful > 0);
  else await judgeEnded(ctx, matching);
  await leaveOutExcluded(ctx);
  await writePlan(ctx, matching);
  await dropStaged(ctx, run.id);
  return { seen, unchanged };
}

async function* reported(
  batches: AsyncIterable<StagedRow[]>,
  seen: Seen,
  progress: RunProgress,
): AsyncGenerator<StagedRow[]> {
  for await (const rows of batches) {
    await progress.read(seen.rows);
    yield rows;
  }
}

async function leaveOutExcluded(ctx: Context): Promise<void> {
  if (!(await anyExcluded(ctx))) return;
  const isExcluded = await readExclusions(ctx);
  for (let after = 0; ;) {
    const joiners = await readJoiners(ctx, after);
    const last = joiners.at(-1);
    if (!last) return;
    const out = joiners.filter((person) => isExcluded(person)).map(({ line }) => line);
    if (out.length > 0) await leaveOut(ctx, out);
    after = last.line;
  }
}

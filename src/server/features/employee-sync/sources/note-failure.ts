import type { Context } from '../../../platform/command/index.ts';
import { mailAdmins } from '../mail-admins.ts';
import { findSource, updateSource } from '../source-queries.ts';
import { mostFailures } from './retry-rules.ts';

/**
 * Counts a run that failed or was refused. Admins hear of the first in a row, and of the fifth, which
 * pauses the source; those in between tell them nothing new.
 */
export async function noteFailure(
  ctx: Context,
  run: { id: string; sourceId: string },
  problem: string,
): Promise<void> {
  const source = await findSource(ctx, { id: run.sourceId }, true);
  // A file that a person hands over is refused before their eyes.
  if (!source || source.kind === 'csv') return;
  const failures = source.failures + 1;
  const paused = failures >= mostFailures && source.state === 'active';
  await updateSource(ctx, {
    ...source,
    failures,
    ...(paused && {
      state: 'paused',
      pausedAt: ctx.now,
      pausedBy: 'Usher',
      pausedReason: `${String(failures)} runs in a row failed. The last: ${problem}`,
      nextRunAt: null,
    }),
  });
  if (failures === 1 || paused)
    await mailAdmins(ctx, 'sync_failed', { runId: run.id, source: source.name, failures, paused });
}

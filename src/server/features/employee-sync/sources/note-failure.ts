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
  { problem, reason }: { problem: string; reason: string },
): Promise<void> {
  const source = await findSource(ctx, { id: run.sourceId }, true);
  if (!source) return;
  if (source.kind === 'csv') {
    // A file that a person hands over is refused before their eyes, but not where that took a day.
    if (reason === 'not_planned')
      await mailAdmins(ctx, 'sync_failed', {
        runId: run.id,
        source: source.name,
        failures: 1,
        paused: false,
      });
    return;
  }
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

import type { Context } from '../../../platform/command/index.ts';
import { findSource, listSourceRows, updateSource } from '../source-queries.ts';
import { planNextRun } from './plan-next-run.ts';

/** The space's time zone is another: times of day mean other instants from now on. */
export async function replanSources(ctx: Context): Promise<void> {
  for (const { id, schedule } of await listSourceRows(ctx)) {
    if (schedule === null) continue;
    // As it is once it is ours: somebody may be changing it, and the whole row is written.
    const source = await findSource(ctx, { id }, true);
    if (source?.state !== 'active' || source.schedule === null) continue;
    await updateSource(ctx, { ...source, nextRunAt: await planNextRun(ctx, source) });
  }
}

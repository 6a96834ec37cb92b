import type { Context } from '../../../platform/command/index.ts';
import { listSourceRows, updateSource } from '../source-queries.ts';
import { planNextRun } from './plan-next-run.ts';

/** The space's time zone is another: times of day mean other instants from now on. */
export async function replanSources(ctx: Context): Promise<void> {
  for (const source of await listSourceRows(ctx)) {
    if (source.state !== 'active' || source.schedule === null) continue;
    await updateSource(ctx, { ...source, nextRunAt: await planNextRun(ctx, source) });
  }
}

import type { Context } from '../../../platform/command/index.ts';
import { nextRun } from './schedule-rules.ts';
import type { Schedule } from './source-schemas.ts';
import { readPlace } from './source-run-queries.ts';

/** When a source comes due next: by its schedule in the space's zone; a drop folder is at any time. */
export async function planNextRun(
  ctx: Context,
  source: { kind: string; schedule: unknown },
): Promise<Date | null> {
  if (source.kind === 'folder') return ctx.now;
  if (source.kind === 'csv' || source.schedule === null || source.schedule === undefined) return null;
  const { zone } = await readPlace(ctx);
  return nextRun(source.schedule as Schedule, zone, ctx.now);
}

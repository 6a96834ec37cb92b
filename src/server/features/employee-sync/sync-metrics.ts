import { Gauge, Histogram, type Registry } from 'prom-client';
import type { Platform } from '../../platform/command/index.ts';
import { readSyncFigures, type SyncFigures } from './figure-queries.ts';
import type { Run } from './run-queries.ts';

const rowsPerSecond = new Histogram({
  name: 'usher_sync_rows_per_second',
  help: 'Rows of employee data read, matched and planned in a second, by run',
  buckets: [100, 1000, 5000, 10_000, 20_000, 50_000, 100_000],
  registers: [],
});

/** Notes how fast a run was planned, in the process that did it. */
export function observeRun(run: Pick<Run, 'rows' | 'timings'>): void {
  const ms = ['read', 'match', 'plan', 'guard'].reduce((sum, phase) => sum + (run.timings[phase] ?? 0), 0);
  if (run.rows > 0 && ms > 0) rowsPerSecond.observe((run.rows / ms) * 1000);
}

/** Sources by kind, never by space: the oldest good run, what is held, what is paused; and rows a second. */
export function registerSyncMetrics(registry: Registry, platform: Platform): void {
  registry.registerMetric(rowsPerSecond);
  const gauge = (name: string, help: string, value: (figures: SyncFigures) => number | undefined) => {
    new Gauge({
      name,
      help,
      labelNames: ['kind'],
      registers: [registry],
      async collect() {
        this.reset();
        for (const figures of await readSyncFigures(platform.database)) {
          const found = value(figures);
          if (found !== undefined) this.set({ kind: figures.kind }, found);
        }
      },
    });
  };
  gauge(
    'usher_sync_last_good_run_age_seconds',
    'Age of the last good run of the active source that has gone longest without one',
    ({ oldestGood }) =>
      oldestGood === null ? undefined : (platform.clock.now().getTime() - oldestGood.getTime()) / 1000,
  );
  gauge('usher_sync_held_runs', 'Runs that a guard holds and that wait for a person', ({ held }) => held);
  gauge('usher_sync_paused_sources', 'Sources that are paused', ({ paused }) => paused);
}

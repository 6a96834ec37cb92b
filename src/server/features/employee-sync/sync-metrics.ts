import { Gauge, Histogram, type Registry } from 'prom-client';
import type { Platform } from '../../platform/command/index.ts';
import { readSourceFigures, type SourceFigures } from './figure-queries.ts';
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

/**
 * The age of each source's last good run, by its id and never by its space; by kind what is held and what is
 * paused; and rows a second.
 */
export function registerSyncMetrics(registry: Registry, platform: Platform): void {
  registry.registerMetric(rowsPerSecond);
  // One scrape asks every gauge at once: they share one reading.
  let reading: Promise<SourceFigures[]> | undefined;
  const figures = () =>
    (reading ??= readSourceFigures(platform.database).finally(() => {
      reading = undefined;
    }));
  const registers = [registry];
  new Gauge({
    name: 'usher_sync_last_good_run_age_seconds',
    help: 'Age of the last good run of each source that is not paused; where there was none, of the source',
    labelNames: ['kind', 'source'],
    registers,
    async collect() {
      const sources = await figures();
      const now = platform.clock.now().getTime();
      this.reset();
      for (const { id, kind, paused, goodAt } of sources)
        if (!paused) this.set({ kind, source: id }, (now - goodAt.getTime()) / 1000);
    },
  });
  const sums = (name: string, help: string, value: (source: SourceFigures) => number) => {
    new Gauge({
      name,
      help,
      labelNames: ['kind'],
      registers,
      async collect() {
        const sources = await figures();
        this.reset();
        for (const source of sources) this.inc({ kind: source.kind }, value(source));
      },
    });
  };
  sums('usher_sync_held_runs', 'Runs that a guard holds and that wait for a person', ({ held }) => held);
  sums('usher_sync_paused_sources', 'Sources that are paused', ({ paused }) => (paused ? 1 : 0));
}

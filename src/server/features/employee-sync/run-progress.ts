import type { Platform } from '../../platform/command/index.ts';
import { inSpace } from '../../platform/database/index.ts';
import { noteProgress } from './progress-queries.ts';

export type Phase = 'acquire' | 'read' | 'match' | 'plan' | 'guard' | 'apply' | 'report';

/** Somebody asked a run to stop before anything was applied. */
export class RunCancelled extends Error {
  readonly by: string;
  constructor(by: string) {
    super('cancelled');
    this.by = by;
  }
}

const leastBetween = 500;

/**
 * Tells how far planning has come, beside the one transaction that plans, and measures its phases.
 * `enter` and `read` throw RunCancelled where somebody asked for it.
 */
export class RunProgress {
  readonly timings: Partial<Record<Phase, number>> = {};
  #platform: Platform;
  #spaceId: string;
  #runId: string;
  #phase: Phase | undefined;
  #since = performance.now();
  #told = 0;

  constructor(platform: Platform, spaceId: string, runId: string) {
    this.#platform = platform;
    this.#spaceId = spaceId;
    this.#runId = runId;
  }

  /** Begins a phase; the one before has ended. */
  async enter(phase: Phase, rows = 0): Promise<void> {
    this.end();
    this.#phase = phase;
    await this.#tell(rows);
  }

  /** Rows read so far; told twice a second at most. */
  async read(rows: number): Promise<void> {
    if (performance.now() - this.#told >= leastBetween) await this.#tell(rows);
  }

  end(): void {
    const now = performance.now();
    if (this.#phase) this.timings[this.#phase] = Math.round(now - this.#since);
    this.#since = now;
  }

  async #tell(rows: number): Promise<void> {
    const { beside, clock } = this.#platform;
    const note = { phase: this.#phase ?? 'acquire', rows, now: clock.now() };
    const cancelledBy = await inSpace(beside, this.#spaceId, (tx) =>
      noteProgress({ tx, spaceId: this.#spaceId }, this.#runId, note),
    );
    this.#platform.changed(this.#spaceId);
    this.#told = performance.now();
    if (cancelledBy !== null) throw new RunCancelled(cancelledBy);
  }
}

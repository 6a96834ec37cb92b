import { performance } from 'node:perf_hooks';

/** One line of the table. `ours` and `baseline` are medians, in `unit`. */
export interface Row {
  work: string;
  size: string;
  ours: number;
  baseline: number | null;
  unit: 'ms' | 'per second' | 's' | 'MB';
  /** Ours to the baseline. */
  ratio: number | null;
  reach: string;
  holds: boolean;
}

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Measures both in turn, so that whatever else the machine does meets both alike.
 * @returns the medians of `rounds`, after one round each that does not count.
 */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ ours: number; baseline: number }> {
  const figures: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % 2 === 0;
    const pair = first ? [await ours(), await baseline()] : [await baseline(), await ours()];
    if (round === 0) continue;
    figures.ours.push(pair[first ? 0 : 1] ?? NaN);
    figures.baseline.push(pair[first ? 1 : 0] ?? NaN);
  }
  return { ours: median(figures.ours), baseline: median(figures.baseline) };
}

/** Times that are to be at most `times` the baseline's, with so many milliseconds granted on top. */
export function atMost(
  row: Pick<Row, 'work' | 'size'>,
  figures: { ours: number; baseline: number },
  times: number,
  grace = 0,
): Row {
  const { ours, baseline } = figures;
  const reach = `≤ ${String(times)} ×${grace > 0 ? ` + ${String(grace)} ms` : ''}`;
  const holds = ours <= baseline * times + grace;
  return { ...row, ...figures, unit: 'ms', ratio: ours / baseline, reach, holds };
}

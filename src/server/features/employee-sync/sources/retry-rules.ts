/** Tries of one run: with the pauses between them, about half an hour. */
export const mostAttempts = 7;
/** Failed runs in a row after which a source is paused. */
export const mostFailures = 5;

/** Milliseconds that a run waits for a source that asks for a pause; for longer ones it fails, and is told of. */
export const mostPatience = 24 * 3600_000;

const first = 30_000;
const longest = 15 * 60_000;

/**
 * Milliseconds to wait before the next try: twice as long each time, half of it by chance so that many do
 * not come at once, and never sooner than the other side asks for.
 * @param chance from 0 to 1.
 */
export function retryDelay(attempt: number, chance: number, wanted = 0): number {
  const pause = Math.min(longest, first * 2 ** (attempt - 1));
  return Math.max(wanted, Math.round(pause / 2 + (pause / 2) * chance));
}

import { DomainError } from '../../platform/errors/index.ts';

const minute = 60_000;

/**
 * Counts attempts that failed within the last minute, per key (an address, an account), in this
 * process. A try counts from its start, so that many at once are held too, until `succeeded`.
 */
export class Attempts {
  private readonly windows = new Map<string, { count: number; ends: number }>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** @throws DomainError `rate_limited` with `retryAfter` in seconds where one of the keys has no try left. */
  assertLeft(...keys: string[]): void {
    const now = Date.now();
    const spent = keys.flatMap((key) => {
      const window = this.windows.get(key);
      return window && window.ends > now && window.count >= this.most ? [window.ends] : [];
    });
    if (spent.length === 0) return;
    const retryAfter = Math.ceil((Math.max(...spent) - now) / 1000);
    throw new DomainError(
      'rate_limited',
      `Too many tries. Wait ${String(retryAfter)} seconds, then try again.`,
      { retryAfter },
    );
  }

  /**
   * Starts a try under all of the keys.
   * @throws DomainError `rate_limited` where one of them has none left.
   */
  start(...keys: string[]): { succeeded(): void } {
    const now = Date.now();
    if (this.windows.size > 10_000) this.sweep(now);
    this.assertLeft(...keys);
    const taken = keys.map((key) => this.take(key, now));
    return {
      succeeded: () => {
        for (const window of taken) window.count -= 1;
      },
    };
  }

  private take(key: string, now: number): { count: number } {
    const known = this.windows.get(key);
    const window = known && known.ends > now ? known : { count: 0, ends: now + minute };
    window.count += 1;
    this.windows.set(key, window);
    return window;
  }

  private sweep(now: number): void {
    for (const [key, window] of this.windows) if (window.ends <= now) this.windows.delete(key);
  }
}

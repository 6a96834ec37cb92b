import pg from 'pg';
import { onTestFinished } from 'vitest';

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/**
 * Breaks a connection for real: its socket goes at the nth statement sent from now on, before it is
 * sent or once it was carried out. @returns whether it came to that.
 */
export function breakAt(nth: number, when: 'before' | 'after'): () => boolean {
  const { prototype } = pg.Client as unknown as { prototype: { query: Query } };
  const { query } = prototype;
  let sent = 0;
  prototype.query = function broken(...given) {
    sent += 1;
    if (sent !== nth) return query.apply(this, given);
    const { stream } = (this as unknown as { connection: { stream: { destroy(): void } } }).connection;
    if (when === 'before') {
      stream.destroy();
      return query.apply(this, given);
    }
    return Promise.resolve(query.apply(this, given)).then(() => {
      stream.destroy();
      throw new Error('the answer is lost');
    });
  };
  const mend = () => {
    prototype.query = query;
    return sent >= nth;
  };
  onTestFinished(() => void mend());
  return mend;
}

import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/**
 * Breaks a connection for real: its socket goes at the nth statement sent from now on, before it is
 * sent or once it was carried out. @returns whether it came to that.
 */
function breakAt(nth: number, when: 'before' | 'after'): () => boolean {
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

test.each(['before', 'after'] as const)(
  'a crash at any step, %s its statement, and a retry: one order, one invoice, one set of mails',
  async (when) => {
    const app = await createTestApp();
    const space = await createTestSpace(app);
    const outcomes: string[] = [];
    let reached = true;
    let orders = 0;
    for (let nth = 1; reached; nth += 1) {
      const body = {
        seats: 10,
        quote: (await space.api('POST', '/seat-orders/preview', { seats: 10 })).body.quote,
      };
      const headers = { 'idempotency-key': `deed ${nth}` };
      const mend = breakAt(nth, when);
      const first = await space.api('POST', '/seat-orders', body, headers);
      reached = mend();
      const again = await space.api('POST', '/seat-orders', body, headers);
      orders += 1;
      outcomes.push(String(first.status));
      expect([nth, again.status, again.body.total]).toEqual([nth, 201, 30 + 10 * orders]);
      if (first.status === 201) expect(again.body).toEqual(first.body);
    }
    // Many steps were broken, and the last order went through undisturbed.
    expect(outcomes.filter((status) => status !== '201').length).toBeGreaterThan(8);
    expect(outcomes.at(-1)).toBe('201');

    const client = new pg.Client({ connectionString: app.superUrl });
    await client.connect();
    const { rows } = await client.query<Record<string, number>>(`
      select (select count(*)::int from seat_orders where kind = 'added') as orders,
        (select count(*)::int from invoices) as invoices, (select max(number) from invoices) as last,
        (select count(*)::int from mails where kind = 'invoice') as mails,
        (select count(*)::int from audit_events where action = 'seats.added') as told`);
    await client.end();
    expect(rows[0]).toEqual({
      orders,
      invoices: orders + 1,
      last: orders + 1,
      mails: orders + 1,
      told: orders,
    });
    expect(await app.verify()).toEqual([]);
  },
  120_000,
);

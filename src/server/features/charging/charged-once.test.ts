import pg from 'pg';
import { expect, test } from 'vitest';
import { breakAt } from '../../../../tests/support/break-connection.ts';
import { createTestApp, createTestSpace, TestClock } from '../../../../tests/support/test-app.ts';
import { actingAs, execute, system } from '../../platform/command/index.ts';
import { renewSpace } from './renew-space.ts';

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

test.each(['before', 'after'] as const)(
  'a crash at any step of a renewal, %s its statement, and the job again: each period charged once',
  async (when) => {
    const clock = new TestClock(new Date('2026-03-01T12:00:00Z'));
    const app = await createTestApp({ clock });
    const space = await createTestSpace(app, { seats: 10 });
    const renew = () =>
      execute(app.platform, { spaceId: space.id, caller: actingAs(system) }, renewSpace, {});
    let broken = 0;
    let reached = true;
    let years = 0;
    for (let nth = 1; reached; nth += 1) {
      years += 1;
      clock.set(new Date(`${String(2026 + years)}-03-01T00:00:00Z`));
      const mend = breakAt(nth, when);
      const first = await renew().catch(() => undefined);
      reached = mend();
      if (first === undefined) broken += 1;
      await renew();
    }
    expect(broken).toBeGreaterThan(5);
    const { items } = (await space.api('GET', '/seat-orders?limit=200')).body;
    expect(items).toHaveLength(years + 1);
    expect((await space.api('GET', '/invoices?limit=200')).body.items).toHaveLength(years + 1);
    expect(await app.verify()).toEqual([]);
  },
  120_000,
);

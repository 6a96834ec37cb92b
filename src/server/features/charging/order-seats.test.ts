import pg from 'pg';
import { expect, test } from 'vitest';
import { activateUsers, asUser, inviteUsers } from '../../../../tests/support/activate-users.ts';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type TestApp,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';
import { actingAs, command, execute, operator } from '../../platform/command/index.ts';
import { changeBilling } from './change-billing.ts';
import { orderSeats } from './index.ts';
import { OrderInput } from './schemas.ts';

const noon = new Date('2026-03-01T12:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;

async function start(seats = 30, role: 'admin' | 'operator' = 'admin') {
  const clock = new TestClock(noon);
  const app = await createTestApp({ clock });
  return { app, clock, space: await createTestSpace(app, { seats, role }) };
}

async function rows<T extends object>(app: TestApp, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: app.superUrl });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

const numbers = async (app: TestApp) =>
  (await rows<{ number: number }>(app, 'select number from invoices order by number')).map(
    ({ number }) => number,
  );
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const quoteFor = async (space: TestSpace, seats: number): Promise<string> =>
  (await space.api('POST', '/seat-orders/preview', { seats })).body.quote as string;

test('the lot bought to begin with is the first order, with its invoice', async () => {
  const { app, space } = await start(3);
  const { body } = await space.api('GET', '/seat-orders');
  expect(body.items).toMatchObject([
    { kind: 'initial', seats: 3, totalBefore: 0, totalAfter: 3, net: 12_000, tax: 2_400, total: 14_400 },
  ]);
  const invoices = (await space.api('GET', '/invoices')).body.items;
  expect(invoices).toMatchObject([
    { number: 'ACME-0001', issuedOn: '2026-03-01', dueOn: '2026-03-31', status: 'due', total: 14_400 },
  ]);
  expect(await app.verify()).toEqual([]);
});

test('exactly the price shown is charged, also when the price changed meanwhile', async () => {
  const { app, clock, space } = await start();
  clock.set(new Date('2026-08-30T23:00:00Z'));
  const shown = (await space.api('POST', '/seat-orders/preview', { seats: 25 })).body;
  expect(shown).toMatchObject({
    unitPrice: 4000,
    net: 49_874,
    tax: 9_975,
    total: 59_849,
    renewal: { before: 120_000, after: 220_000, on: '2027-03-01T00:00:00.000Z' },
    totalSeats: { before: 30, after: 55 },
    available: { now: 29, after: 54 },
  });
  await execute(app.platform, { spaceId: space.id, caller: actingAs(operator) }, changeBilling, {
    pricePerSeat: 9000,
  });
  clock.advance(14 * minute);
  const { status, body } = await space.api('POST', '/seat-orders', {
    seats: 25,
    quote: shown.quote,
    purchaseOrder: 'PO-7',
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({ seats: 25, total: 55, available: 54, wentToWaiting: 0 });
  expect(body.order).toMatchObject({ net: 49_874, tax: 9_975, total: 59_849, purchaseOrder: 'PO-7' });
  expect(body.order.invoice.number).toBe('ACME-0002');
});

test('a quote runs out after 15 minutes, and is for its own number of seats and space', async () => {
  const { app, clock, space } = await start();
  const other = await createTestSpace(app, { name: 'Other' });
  const quote = await quoteFor(space, 25);
  expect((await space.api('POST', '/seat-orders', { seats: 26, quote })).body.code).toBe('quote_mismatch');
  expect((await other.api('POST', '/seat-orders', { seats: 25, quote })).body.code).toBe('quote_mismatch');
  expect((await space.api('POST', '/seat-orders', { seats: 25, quote: 'abc' })).body.code).toBe(
    'quote_mismatch',
  );
  clock.advance(15 * minute);
  expect((await space.api('POST', '/seat-orders', { seats: 25, quote })).body).toMatchObject({
    status: 409,
    code: 'quote_expired',
  });
  expect((await space.api('GET', '/seats')).body.total).toBe(30);
});

test.each([
  ['9', '{"seats":9}'],
  ['1001', '{"seats":1001}'],
  ['10.5', '{"seats":10.5}'],
  ['-10', '{"seats":-10}'],
  ['text', '{"seats":"abc"}'],
  ['a number as text', '{"seats":"25"}'],
  ['null', '{"seats":null}'],
  ['nothing', '{}'],
  ['a list', '{"seats":[10]}'],
])('%s is refused with a sentence, priced or ordered', async (_, body) => {
  const { space } = await start();
  for (const path of ['/seat-orders', '/seat-orders/preview']) {
    const answer = await space.api('POST', path, body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'seat_order_out_of_range' } });
    expect(answer.body.detail).toMatch(/from 10 to 1,000 at a time, as a whole number\.$/);
  }
  expect((await space.api('GET', '/seats')).body.total).toBe(30);
});

test('10 and 1000 are taken', async () => {
  const { space } = await start();
  expect((await space.api('POST', '/seat-orders', { seats: 10 })).body.total).toBe(40);
  expect((await space.api('POST', '/seat-orders', { seats: 1000 })).body.total).toBe(1040);
});

test('the same Idempotency-Key 50 at once: one order, one invoice, one set of mails', async () => {
  const { app, space } = await start();
  const headers = { 'idempotency-key': 'one deed' };
  const answers = await Promise.all(
    upTo(50).map(() => space.api('POST', '/seat-orders', { seats: 20 }, headers)),
  );
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 201, body: { total: 50 } });
  expect(await numbers(app)).toEqual([1, 2]);
  expect(await rows(app, `select 1 from mails where kind = 'invoice'`)).toHaveLength(2);
  const reused = await space.api('POST', '/seat-orders', { seats: 21 }, headers);
  expect(reused.body.code).toBe('idempotency_key_reused');
  expect(await app.verify()).toEqual([]);
}, 60_000);

test('the same quote 20 at once, and again when it has run out: one order, the same answer', async () => {
  const { app, clock, space } = await start();
  const quote = await quoteFor(space, 20);
  const answers = await Promise.all(
    upTo(20).map(() => space.api('POST', '/seat-orders', { seats: 20, quote })),
  );
  clock.advance(day);
  answers.push(await space.api('POST', '/seat-orders', { seats: 20, quote }));
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 201, body: { total: 50 } });
  expect(await numbers(app)).toEqual([1, 2]);
  expect(await app.verify()).toEqual([]);
}, 60_000);

/** Fails when order, grant, number and mails are all written. */
const failing = command({
  name: 'order_and_fail',
  permission: 'manage_seats',
  input: OrderInput,
  async run(ctx, input) {
    await orderSeats.within(ctx, input);
    throw new Error('at the last moment');
  },
});

test('numbers have no gap under 30 orders at once, those that fail included', async () => {
  const { app, space } = await start();
  const results = await Promise.allSettled(
    upTo(30).map((i) => {
      const by = { spaceId: space.id, caller: asUser(space.ownerId) };
      return execute(app.platform, by, i % 3 === 0 ? failing : orderSeats, { seats: 10 });
    }),
  );
  const done = results.filter(({ status }) => status === 'fulfilled').length;
  expect(done).toBe(20);
  expect(await numbers(app)).toEqual(upTo(done + 1));
  expect((await space.api('GET', '/seats')).body.total).toBe(30 + 10 * done);
  expect(await app.verify()).toEqual([]);
}, 60_000);

test('those who wait come first, and every Active Admin is told, the buyer included', async () => {
  const { app, space } = await start(3);
  const people = upTo(17).map((i) => ({ email: `p${i}@acme.test`, ...(i <= 2 && { role: 'admin' }) }));
  const ids = await inviteUsers(space, people, 'wait');
  await activateUsers(app, space, ids.slice(0, 2));
  const by = { spaceId: space.id, caller: asUser(ids[0]!, 'admin') };
  const answer = await execute(app.platform, by, orderSeats, { seats: 25 });
  expect(answer).toMatchObject({ seats: 25, total: 28, available: 10, wentToWaiting: 15 });
  expect(answer.mailed.map(({ email }) => email)).toEqual(['p1@acme.test', 'p2@acme.test']);
  const mails = await rows<{ kind: string; to_email: string }>(
    app,
    `select kind, to_email from mails where data->>'orderId' = '${answer.order.id}' order by kind, to_email`,
  );
  expect(mails).toEqual([
    { kind: 'invoice', to_email: 'owner@acme.test' },
    { kind: 'seats_added', to_email: 'p1@acme.test' },
    { kind: 'seats_added', to_email: 'p2@acme.test' },
  ]);
  const preview = (await space.api('POST', '/seat-orders/preview', { seats: 10 })).body;
  expect(preview.recentOrder).toMatchObject({ by: 'p1@acme.test', seats: 25 });
  expect(await app.verify()).toEqual([]);
});

test('the paper is a PDF, the same before and after it is kept', async () => {
  const { app, space } = await start();
  const { id } = (await space.api('GET', '/invoices')).body.items[0];
  const read = () =>
    app.http.inject({ url: `/api/v1/spaces/${space.slug}/invoices/${id}/pdf`, headers: { authorization } });
  const authorization = await keyOf(app, space);
  const before = await read();
  expect(before.headers['content-type']).toBe('application/pdf');
  expect(before.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await read()).rawPayload.equals(before.rawPayload)).toBe(true);
  expect((await space.api('GET', `/invoices/${space.id}/pdf`)).status).toBe(404);
});

async function keyOf(app: TestApp, space: TestSpace): Promise<string> {
  const { createApiKey } = await import('../access/index.ts');
  const by = { spaceId: space.id, caller: actingAs(operator) };
  const { key } = await execute(app.platform, by, createApiKey, { role: 'admin', name: 'PDF' });
  return `Bearer ${key}`;
}

test('the operator marks an invoice paid; late ones stop orders only where that is set', async () => {
  const { app, clock, space } = await start(30, 'operator');
  const admin = await createTestSpace(app, { name: 'Plain' });
  const { id } = (await space.api('GET', '/invoices')).body.items[0];
  const [theirs] = (await admin.api('GET', '/invoices')).body.items;
  expect((await admin.api('POST', `/invoices/${theirs.id}/paid`)).status).toBe(403);
  clock.advance(31 * day);
  expect((await space.api('GET', '/invoices')).body.items[0].status).toBe('overdue');
  expect((await space.api('POST', '/seat-orders', { seats: 10 })).status).toBe(201);
  await space.api('PUT', '/billing', { stopOrdersWhenOverdue: true });
  expect((await space.api('POST', '/seat-orders', { seats: 10 })).body.code).toBe('orders_stopped');
  expect((await space.api('POST', `/invoices/${id}/paid`)).body.status).toBe('paid');
  expect((await space.api('POST', '/seat-orders', { seats: 10 })).status).toBe(201);
});

test('an order after a missed renewal renews first', async () => {
  const { app, clock, space } = await start(10);
  clock.set(new Date('2027-03-01T00:00:01Z'));
  const { body } = await space.api('POST', '/seat-orders', { seats: 10 });
  expect(body.total).toBe(20);
  const { items } = (await space.api('GET', '/seat-orders')).body;
  expect(items.map((order: { kind: string }) => order.kind).sort()).toEqual(['added', 'initial', 'renewal']);
  expect(await numbers(app)).toEqual([1, 2, 3]);
});

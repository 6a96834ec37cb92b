import { expect, test } from 'vitest';
import { inviteUsers } from '../../../../tests/support/activate-users.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

const seller = { name: 'Usher GmbH', address: 'Hauptstr. 1\n10115 Berlin', vatNumber: 'DE123456789' };
const buyer = { name: 'Acme SARL', address: '1 rue Neuve\n75001 Paris', vatNumber: 'FR12345678901' };

async function start(role: 'admin' | 'operator' = 'admin') {
  const app = await createTestApp();
  return { app, space: await createTestSpace(app, { role }) };
}

test('price, currency and stopping are the operator’s alone; tax and details are an Admin’s', async () => {
  const { space } = await start();
  for (const reserved of [{ pricePerSeat: 1 }, { currency: 'EUR' }, { stopOrdersWhenOverdue: true }]) {
    expect(await space.api('PUT', '/billing', reserved)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  }
  const change = { billingEmail: 'bills@acme.test', buyer, taxRateBp: 1900, taxName: 'USt' };
  const { status, body } = await space.api('PUT', '/billing', change);
  expect(status).toBe(200);
  expect(body).toMatchObject({ pricePerSeat: 4000, ...change });
  const price = (await space.api('POST', '/seat-orders/preview', { seats: 10 })).body;
  expect(price).toMatchObject({ taxRateBp: 1900, taxName: 'USt' });
});

test('what a VAT invoice has to say and these would not is told', async () => {
  const { space } = await start();
  const lacking = (await space.api('GET', '/billing')).body.invoicesLack;
  expect(lacking).toEqual(['seller.name', 'seller.address', 'seller.vatNumber', 'buyer.address']);
  expect((await space.api('PUT', '/billing', { seller, buyer })).body.invoicesLack).toEqual([]);
});

test('a reverse charge needs both VAT numbers, charges no tax, and says so on the invoice', async () => {
  const { space } = await start();
  const refused = await space.api('PUT', '/billing', { reverseCharge: true });
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  expect(refused.body.detail).toContain('VAT numbers');
  expect((await space.api('PUT', '/billing', { seller, buyer, reverseCharge: true })).status).toBe(200);
  expect((await space.api('PUT', '/billing', { buyer: { name: 'Acme SARL' } })).status).toBe(400);
  const { body } = await space.api('POST', '/seat-orders', { seats: 10 });
  expect(body.order).toMatchObject({ tax: 0, taxRateBp: 0 });
  expect(body.order.total).toBe(body.order.net);
});

test('an overdue invoice that stops orders is told with the price, before anybody confirms', async () => {
  const { app, space } = await start('operator');
  await space.api('PUT', '/billing', { stopOrdersWhenOverdue: true });
  const stopped = async () =>
    (await space.api('POST', '/seat-orders/preview', { seats: 10 })).body.ordersStopped;
  expect(await stopped()).toBe(false);
  app.platform.clock = { now: () => new Date(Date.now() + 31 * 24 * 3600 * 1000) };
  expect(await stopped()).toBe(true);
});

test('a plan below what is taken says how many are too many, and who could go first', async () => {
  const { space } = await start();
  expect((await space.api('PUT', '/seat-plan', { reduction: 5 })).body).toMatchObject({
    short: 0,
    freeable: null,
  });
  await inviteUsers(space, ['a@acme.test', 'b@acme.test']);
  const { body } = await space.api('PUT', '/seat-plan', { reduction: 29 });
  expect(body).toMatchObject({ short: 2, possible: 27, totalAfter: 3, freeable: { seats: 0, groups: [] } });
});

import { expect, test } from 'vitest';
import { call, createTestApp } from '../../../../tests/support/test-app.ts';
import { cookieOf } from '../../../../tests/support/people.ts';
import { deliveryDeps } from '../../../../tests/support/mail-catcher.ts';
import { makeDemo } from './index.ts';
import { people } from './people-rules.ts';

test('everybody of the demo has an address of their own', () => {
  expect(new Set(people(0, 240).map(({ email }) => email)).size).toBe(240);
});

test('a demo has people in every state, a year of seats, invoices and files, and adds up', async () => {
  const app = await createTestApp();
  const demo = await makeDemo(deliveryDeps(app));
  expect(await app.verify()).toEqual([]);
  await expect(makeDemo(deliveryDeps(app))).rejects.toMatchObject({ code: 'slug_taken' });

  const credentials = { email: demo.email, password: demo.password };
  const entered = await call(app.http, 'POST', '/api/v1/sign-in', credentials);
  const read = async (path: string) => {
    const url = `/api/v1/spaces/${demo.space.slug}${path}`;
    const { status, body } = await call(app.http, 'GET', url, undefined, { cookie: cookieOf(entered) });
    expect(status).toBe(200);
    return body;
  };
  const seats = await read('/seats');
  expect(seats.total).toBe(155);
  expect(seats.available).toBe(0);
  for (const state of ['unclaimed', 'active', 'waiting', 'deactivated'])
    expect(seats[state]).toBeGreaterThan(9);
  for (const health of ['sent', 'opened', 'refused', 'expired'])
    expect((await read(`/seats?invitation=${health}`)).matching, health).toBeGreaterThan(0);
  for (const source of ['csv', 'manual'])
    expect((await read(`/seats?source=${source}`)).matching, source).toBeGreaterThan(20);
  const kinds = (await read('/seat-orders')).items.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toEqual(['renewal', 'added', 'added', 'added', 'initial']);
  const states = (await read('/invoices')).items.map(({ status }: { status: string }) => status);
  expect(states).toEqual(['due', 'overdue', 'paid', 'paid', 'paid']);
  expect((await read('/mails?state=refused')).items.length).toBeGreaterThan(0);
  expect((await read('/mails?state=queued')).items).toEqual([]);
  expect((await read('/mails?kind=low_seats')).items).toHaveLength(3);
});

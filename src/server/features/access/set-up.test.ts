import { expect, it } from 'vitest';
import { call, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { setupNotice } from './set-up.ts';

const input = {
  spaceName: 'Northwind Learning',
  timeZone: 'Europe/London',
  currency: 'GBP',
  pricePerSeat: 4000,
  seats: 30,
  ownerEmail: 'Grace@northwind.test',
  ownerName: 'Grace Hopper',
  password: 'a quiet long password',
};
const setUp = (app: TestApp, more = {}) => call(app.http, 'POST', '/api/v1/setup', { ...input, ...more });
const session = async (app: TestApp, cookie = '') =>
  (await call(app.http, 'GET', '/api/v1/session', undefined, { cookie })).body;

it('makes the space with an Owner who is in at once', async () => {
  const app = await createTestApp();
  expect(await session(app)).toMatchObject({ account: null, setupRequired: true, setupCodeRequired: false });
  const answer = await setUp(app);
  expect(answer.body).toEqual({ space: { slug: 'northwind-learning' } });
  const cookie = [answer.headers['set-cookie']]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ');
  expect(await session(app, cookie)).toMatchObject({
    account: { email: 'grace@northwind.test', name: 'Grace Hopper' },
    setupRequired: false,
    spaces: [{ slug: 'northwind-learning', role: 'owner', name: 'Northwind Learning' }],
  });
  const seats = await call(app.http, 'GET', '/api/v1/spaces/northwind-learning/seats', undefined, { cookie });
  expect(seats.body).toMatchObject({ total: 30, available: 29, active: 1, unclaimed: 0 });
  expect((await setUp(app, { ownerEmail: 'b@northwind.test' })).body).toMatchObject({
    status: 409,
    code: 'already_set_up',
  });
  expect(await app.verify()).toEqual([]);
});

it('lets one of many at once set up', async () => {
  const app = await createTestApp();
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      setUp(app, { ownerEmail: `o${String(n)}@northwind.test`, spaceName: `Space ${String(n % 3)}` }),
    ),
  );
  const codes = answers.map((answer) => (answer.status === 200 ? 'made' : answer.body.code)).sort();
  expect(codes).toEqual(['already_set_up', 'already_set_up', 'already_set_up', 'already_set_up', 'made']);
  expect(await app.verify()).toEqual([]);
});

it('asks for the printed code where it can be reached from beyond this machine', async () => {
  const app = await createTestApp({ env: { HOST: '0.0.0.0' } });
  const notice = await setupNotice(app.platform, app.application.config);
  const code = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(notice)?.[0];
  expect((await session(app)).setupCodeRequired).toBe(true);
  expect((await setUp(app)).body).toMatchObject({ status: 403, code: 'forbidden' });
  expect((await setUp(app, { setupCode: 'AAAA-AAAA-AAAA' })).status).toBe(403);
  expect((await setUp(app, { setupCode: code })).status).toBe(200);
  expect(await setupNotice(app.platform, app.application.config)).toBe('');
});

it('makes the demo once, with the code where it is asked for, and signs its Owner in', async () => {
  const app = await createTestApp({ env: { HOST: '0.0.0.0' } });
  const make = (body: object) => call(app.http, 'POST', '/api/v1/setup/demo', body);
  expect((await make({})).body.code).toBe('forbidden');
  const notice = await setupNotice(app.platform, app.application.config);
  const setupCode = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(notice)?.[0];
  const both = await Promise.all([make({ setupCode }), make({ setupCode })]);
  expect(both.map(({ body }) => body.code ?? 'made').sort()).toEqual(['already_set_up', 'made']);
  const made = both.find(({ status }) => status === 200);
  expect(made?.body).toMatchObject({ space: { slug: 'demo' }, email: 'abena.mensah@demo.example' });
  const cookie = [made?.headers['set-cookie']]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ');
  expect((await session(app, cookie)).spaces).toMatchObject([{ slug: 'demo', role: 'owner' }]);
  expect(await app.verify()).toEqual([]);
});

import { expect, test } from 'vitest';
import { connectScim } from '../../../../tests/support/scim.ts';
import { createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';

const person = (i: number | string, active = true) => ({ userName: `p${i}@acme.test`, active });
const turn = (active: boolean) => ({ Operations: [{ op: 'replace', value: { active } }] });
const tally = (answers: { status: number }[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
const many = <T>(n: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => make(i)));

test('60 reactivated at once for the last 10 seats, each asked for twice', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 11 });
  const scim = await connectScim(app, space);
  const ids: string[] = [];
  for (let i = 0; i < 30; i += 1) ids.push((await scim.send('POST', '/Users', person(i, false))).body.id);
  const answers = await many(60, (i) => scim.send('PATCH', `/Users/${ids[i % 30]}`, turn(true)));
  expect(new Set(Object.keys(tally(answers)))).toEqual(new Set(['200', '403']));
  expect((await space.api('GET', '/seats')).body).toMatchObject({
    available: 0,
    invited: 11,
    deactivated: 20,
  });
  expect(await app.verify()).toEqual([]);
});

test('one person given 20 times at once is there once; switched on and off they end in one state', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const made = await many(20, () => scim.send('POST', '/Users', person('same')));
  expect(tally(made)).toEqual({ 201: 1, 409: 19 });
  const id = String(made.find(({ status }) => status === 201)?.body.id);
  const answers = await many(30, (i) =>
    i % 3 === 2
      ? scim.send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', path: 'title', value: `T${i}` }] })
      : scim.send('PATCH', `/Users/${id}`, turn(i % 3 === 0)),
  );
  expect(tally(answers)).toEqual({ 200: 30 });
  const { active } = (await scim.get(`/Users/${id}`)).body;
  expect((await space.api('GET', '/seats')).body).toMatchObject({
    invited: active ? 2 : 1,
    deactivated: active ? 0 : 1,
  });
  expect(await app.verify()).toEqual([]);
});

test('a token of another space finds nobody here, and changes nobody', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const other = await createTestSpace(app, { name: 'Beta' });
  const [scim, stranger] = [await connectScim(app, space), await connectScim(app, other)];
  const { id } = (await scim.send('POST', '/Users', person('ada'))).body;
  const answers = [
    await stranger.get(`/Users/${id}`),
    await stranger.send('PUT', `/Users/${id}`, person('ada', false)),
    await stranger.send('PATCH', `/Users/${id}`, turn(false)),
    await stranger.send('DELETE', `/Users/${id}`),
  ];
  expect(tally(answers)).toEqual({ 404: 4 });
  expect((await stranger.get('/Users')).body.totalResults).toBe(1);
  expect((await scim.get(`/Users/${id}`)).body.active).toBe(true);
  expect((await stranger.send('POST', '/Users', person('ada'))).status).toBe(201);
});

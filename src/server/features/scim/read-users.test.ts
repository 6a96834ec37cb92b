import { expect, test } from 'vitest';
import { activateUsers, inviteUsers } from '../../../../tests/support/activate-users.ts';
import { connectScim, scimClient, searchFor } from '../../../../tests/support/scim.ts';
import { call, createTestApp, createTestSpace } from '../../../../tests/support/test-app.ts';
import { actingAs, execute, operator } from '../../platform/command/index.ts';
import { createApiKey } from '../access/index.ts';

test('says what it can do, in SCIM’s own media type', async () => {
  const app = await createTestApp();
  const scim = await connectScim(app, await createTestSpace(app));

  const config = await scim.get('/ServiceProviderConfig');
  expect(config.status).toBe(200);
  expect(config.headers['content-type']).toMatch(/^application\/scim\+json/);
  expect(config.body).toMatchObject({
    patch: { supported: true },
    filter: { supported: true, maxResults: 1000 },
    bulk: { supported: false },
  });
  const types = await scim.get('/ResourceTypes');
  expect(types.body).toMatchObject({ totalResults: 1, Resources: [{ id: 'User', endpoint: '/Users' }] });
  expect((await scim.get('/ResourceTypes/User')).body.name).toBe('User');
  const schemas = await scim.get('/Schemas');
  expect(schemas.body.Resources.map(({ id }: { id: string }) => id)).toEqual([
    'urn:ietf:params:scim:schemas:core:2.0:User',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  ]);
  const one = await scim.get('/Schemas/urn:ietf:params:scim:schemas:core:2.0:User');
  expect(one.body.attributes[0]).toMatchObject({ name: 'userName', required: true, caseExact: false });
});

test('opens to a SCIM token of its own space alone, and refuses in SCIM’s own form', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const other = await createTestSpace(app, { name: 'Beta' });
  const scim = await connectScim(app, space);
  const error = 'urn:ietf:params:scim:api:messages:2.0:Error';

  const nobody = await call(app.http, 'GET', '/scim/v2/Users');
  expect(nobody.status).toBe(401);
  expect(nobody.headers['www-authenticate']).toContain('Bearer');
  expect(nobody.headers['content-type']).toMatch(/^application\/scim\+json/);
  expect(nobody.body).toMatchObject({ schemas: [error], status: '401' });

  const stranger = scimClient(
    app,
    scim.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
  );
  expect((await stranger.get('/Users')).status).toBe(401);

  const { key } = await execute(
    app.platform,
    { spaceId: space.id, caller: actingAs(operator) },
    createApiKey,
    { role: 'admin', name: 'Admin' },
  );
  const adminKey = await scimClient(app, key).get('/Users');
  expect(adminKey.status).toBe(403);
  expect(adminKey.body).toMatchObject({ schemas: [error], status: '403' });

  expect((await scim.get(`/Users/${other.ownerId}`)).status).toBe(404);
  expect((await scim.get('/Groups?filter=displayName%20eq%20%22x%22')).body).toMatchObject({
    totalResults: 0,
    Resources: [],
  });
  for (const path of ['/Users/nobody', '/Groups/one', '/Nothing/at/all', '/Me', '/Schemas/none']) {
    const missing = await scim.get(path);
    expect([path, missing.status, missing.body.status]).toEqual([path, 404, '404']);
  }
});

test('lists every User of the space, whoever brought them and whatever their state', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 3 });
  const scim = await connectScim(app, space);
  const [ada = '', bob = ''] = await inviteUsers(space, [
    { email: 'Ada@Acme.test', firstName: 'Ada', lastName: 'Byron', department: 'Maths', employeeId: '007' },
    { email: 'bob@acme.test' },
  ]);
  const [eve = ''] = await inviteUsers(space, [{ email: 'eve@acme.test' }], 'wait');
  await activateUsers(app, space, [ada]);
  await space.api('POST', `/users/${bob}/deactivate`);

  const { body } = await scim.get('/Users');
  expect(body).toMatchObject({ totalResults: 4, startIndex: 1, itemsPerPage: 4 });
  const activeOf = new Map(
    body.Resources.map((one: { id: string; active: boolean }) => [one.id, one.active]),
  );
  // Bob's seat went to Eve, who waited; Invited is active.
  expect([...activeOf]).toEqual([
    [space.ownerId, true],
    [ada, true],
    [bob, false],
    [eve, true],
  ]);
  const one = await scim.get(`/Users/${ada}`);
  expect(one.body).toMatchObject({
    id: ada,
    userName: 'Ada@Acme.test',
    name: { givenName: 'Ada', familyName: 'Byron' },
    emails: [{ value: 'Ada@Acme.test', type: 'work', primary: true }],
    active: true,
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      employeeNumber: '007',
      department: 'Maths',
    },
    meta: { resourceType: 'User', location: `http://localhost:4000/scim/v2/Users/${ada}` },
  });
  // Inactive Users stay readable.
  expect((await scim.get(`/Users/${bob}`)).body).toMatchObject({ id: bob, active: false });
  const narrow = await scim.get(`/Users/${ada}?attributes=userName,name.givenName`);
  expect(Object.keys(narrow.body).sort()).toEqual(['id', 'name', 'schemas', 'userName']);
  const rest = await scim.get(`/Users/${ada}?excludedAttributes=emails,meta`);
  expect(rest.body).not.toHaveProperty('emails');
  expect(rest.body).toHaveProperty('userName');
});

test('finds Users by equality, without case in userName', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app);
  const scim = await connectScim(app, space);
  const [ada = '', bob = ''] = await inviteUsers(space, [
    { email: 'Ada@Acme.test' },
    { email: 'bob@acme.test' },
  ]);
  await space.api('POST', `/users/${bob}/deactivate`);
  const found = async (filter: string) => {
    const { status, body } = await scim.get(searchFor(filter, '&startIndex=1&count=100'));
    expect([filter, status]).toEqual([filter, 200]);
    return body.Resources.map(({ id }: { id: string }) => id);
  };

  expect(await found('userName eq "ADA@acme.TEST"')).toEqual([ada]);
  expect(await found('USERNAME Eq "ada@acme.test"')).toEqual([ada]);
  expect(await found('urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada@acme.test"')).toEqual([
    ada,
  ]);
  expect(await found('emails.value eq "ada@acme.test"')).toEqual([ada]);
  expect(await found('emails[type eq "work"].value eq "ada@acme.test"')).toEqual([ada]);
  expect(await found('emails[type eq "work" and value eq "ada@acme.test"]')).toEqual([ada]);
  expect(await found('emails[type eq "home"].value eq "ada@acme.test"')).toEqual([]);
  expect(await found(`id eq "${ada}"`)).toEqual([ada]);
  expect(await found('id eq "nothing"')).toEqual([]);
  expect(await found('active eq false')).toEqual([bob]);
  expect(await found('active eq "False"')).toEqual([bob]);
  expect(await found('active eq true and userName eq "bob@acme.test"')).toEqual([]);
  expect(await found('(active eq false) and (userName eq "bob@acme.test")')).toEqual([bob]);
  expect(await found(`userName eq "x' or '1'='1"`)).toEqual([]);
  expect(await found('externalId eq "none"')).toEqual([]);

  const none = await scim.get(searchFor('userName eq "nobody@acme.test"'));
  expect(none.status).toBe(200);
  expect(none.body).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  });
  for (const filter of [
    'userName co "a"',
    'userName eq "a" or userName eq "b"',
    'not (userName eq "a")',
    'userName pr',
    'userName eq',
    'userName eq 5',
    'nickName eq "x"',
    'active eq 7',
    'emails[type eq "work"]',
    'userName eq "a',
    '))((',
    `${'('.repeat(900)}active eq true${')'.repeat(900)} or active eq false`,
    Array.from({ length: 40 }, () => 'active eq true').join(' and '),
  ]) {
    const refused = await scim.get(searchFor(filter));
    expect([filter, refused.status, refused.body.scimType]).toEqual([
      filter,
      400,
      expect.stringMatching(/^invalid/),
    ]);
  }
});

test('pages over 10,000 Users in one order, each once, with figures as integers', async () => {
  const app = await createTestApp();
  const space = await createTestSpace(app, { seats: 10_001 });
  const scim = await connectScim(app, space);
  const users = Array.from({ length: 10_000 }, (_, i) => ({
    email: `person${i}@acme.test`,
    firstName: `P${i}`,
  }));
  const ids = await inviteUsers(space, users);

  const seen: string[] = [];
  for (let startIndex = 1; ;) {
    const { body } = await scim.get(`/Users?startIndex=${startIndex}&count=1000`);
    expect(body.totalResults).toBe(10_001);
    expect(body.startIndex).toBe(startIndex);
    expect(body.itemsPerPage).toBe(body.Resources.length);
    if (body.Resources.length === 0) break;
    seen.push(...body.Resources.map(({ id }: { id: string }) => id));
    startIndex += Number(body.itemsPerPage);
  }
  expect(seen).toHaveLength(10_001);
  expect(new Set(seen)).toEqual(new Set([space.ownerId, ...ids]));
  const again = await scim.get('/Users?startIndex=501&count=3');
  expect(again.body.Resources.map(({ id }: { id: string }) => id)).toEqual(seen.slice(500, 503));

  expect((await scim.get('/Users')).body.itemsPerPage).toBe(100);
  expect((await scim.get('/Users?count=5000')).body.itemsPerPage).toBe(1000);
  expect((await scim.get('/Users?count=0')).body).toMatchObject({ totalResults: 10_001, Resources: [] });
  expect((await scim.get('/Users?startIndex=-4&count=2')).body).toMatchObject({
    startIndex: 1,
    itemsPerPage: 2,
  });
  expect((await scim.get('/Users?startIndex=20000')).body).toMatchObject({
    totalResults: 10_001,
    Resources: [],
  });
  expect((await scim.get('/Users?count=many')).status).toBe(400);
  const active = await scim.get(searchFor('active eq true', '&startIndex=9001&count=1000'));
  expect(active.body).toMatchObject({ totalResults: 10_001, itemsPerPage: 1000 });

  const began = performance.now();
  for (let i = 0; i < 50; i += 1) {
    const { body } = await scim.get(searchFor(`userName eq "PERSON${i * 199}@acme.test"`));
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual([ids[i * 199]]);
  }
  expect((performance.now() - began) / 50).toBeLessThan(250);
});
